-- What the filter costs for each record, in microseconds of one core under plain LuaJIT:
--   luajit fluent-bit/lua/test/cost.lua [records]
-- Not in it: what Fluent Bit takes to hand a record to Lua and to take it back. cost.sh has that.

WEIR_LUA_TEST = true
local here = arg[0]:match("^(.*[/\\])") or "./"
local weir = dofile(here .. "../weir.lua")
local count = tonumber(arg[1]) or 300000

local function record(i, uri)
  return {
    client = "192.0.2." .. i % 250, ident = "-", remote_user = "-", method = "GET", uri = uri,
    protocol = "HTTP/1.1", status = 200, bytes = "5123", referer = "https://www.example.com/start?page=2",
    user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    message = '192.0.2.7 - - [20/Nov/2026:21:59:59 +0000] "GET ' .. uri .. ' HTTP/1.1" 200 5123',
    ["log.file.path"] = "/var/log/apache2/access.log", ["log.offset"] = i * 190, ["host.name"] = "web1",
  }
end

local function measure(name, given, uri)
  local rules = weir.compile(given)
  local records = {}
  for i = 1, 1000 do
    records[i] = record(i, uri)
  end
  local codes = {}
  local function run(times)
    for i = 1, times do
      local of = records[i % 1000 + 1]
      -- A changed record would have nothing left to find.
      of.uri = uri
      local code = weir.filter(rules, "host.apache.access", 0, of)
      codes[code] = (codes[code] or 0) + 1
    end
  end
  run(20000)
  collectgarbage()
  local before = os.clock()
  run(count)
  print(("%-42s %6.2f us"):format(name, (os.clock() - before) / count * 1e6))
end

local ALL = { "aws_access_key", "aws_secret_key", "bearer_token", "url_password" }
local drop = { { name = "health", tag = "host.apache.*", when = { { field = "uri", equals = "/healthz" } } } }

measure("no rule", {}, "/index.html")
measure("a drop rule that does not fit", { drop = drop }, "/index.html")
measure("a drop rule that fits", { drop = drop }, "/healthz")
measure("a sample of one in ten", { drop = { { tag = "host.apache.*", keep = 0.1 } } }, "/index.html")
measure("redaction, nothing found", { redact = ALL }, "/index.html")
measure("redaction, a password found", { redact = ALL }, "/login?password=hunter2")

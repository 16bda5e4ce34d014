-- Tests of weir.lua under plain LuaJIT:  luajit fluent-bit/lua/test/weir_test.lua
-- Prints one line for each test that fails, then the count; the exit code is 1 if one failed.

WEIR_LUA_TEST = true
local here = arg[0]:match("^(.*[/\\])") or "./"
local weir = dofile(here .. "../weir.lua")

-- Fluent Bit's null is a light userdata, which plain LuaJIT cannot make; a file handle is as opaque.
local NULL = io.stdout

local failed, run = 0, 0

local function test(name, body)
  run = run + 1
  local ok, problem = pcall(body)
  if not ok then
    failed = failed + 1
    print("FAILED " .. name .. ": " .. tostring(problem))
  end
end

local function same(expected, actual, what)
  if expected ~= actual then
    error((what or "value") .. ": expected " .. tostring(expected) .. ", was " .. tostring(actual), 2)
  end
end

local function filter(rules, tag, record)
  local code, time, result = weir.filter(weir.compile(rules), tag, 7.5, record)
  same(7.5, time, "time")
  return code, result
end

local ALL = { redact = { "aws_access_key", "aws_secret_key", "bearer_token", "url_password" }, mask = "[x]" }

local function redacted(text)
  local code, record = filter(ALL, "host.a", { message = text })
  return code == 0 and text or record.message
end

-- Untouched ------------------------------------------------------------------------------------------

test("leavesARecordWithoutFindingsUntouched", function()
  local record = { message = "hello", big = 2 ^ 60, null = NULL, list = {}, map = {} }
  local code, result = filter(ALL, "host.a", record)
  same(0, code, "code")
  same(nil, result, "what Fluent Bit would write out for nothing")
end)

test("keepsNullsEmptyListsAndMapsOfARecordThatChanges", function()
  local list, map = setmetatable({}, { type = 1 }), setmetatable({}, { type = 2 })
  local record = { message = "https://u:secret@h/", null = NULL, list = list, map = map, inner = { n = NULL } }
  local code, result = filter(ALL, "host.a", record)
  same(2, code, "code")
  same("https://u:[x]@h/", result.message)
  same(NULL, result.null)
  same(NULL, result.inner.n)
  same(list, result.list)
  same(1, getmetatable(result.list).type)
  same(2, getmetatable(result.map).type)
  same(nil, result._weir_lua)
end)

test("saysThatALargeIntegerWasRounded", function()
  local code, result = filter(ALL, "host.a", { message = "https://u:secret@h/", n = 2 ^ 53 })
  same(2, code, "code")
  same("an integer over 2^53 was rounded", result._weir_lua)
end)

test("leavesARecordWithALargeIntegerWhereToldSo", function()
  local rules = { redact = ALL.redact, large_integers = "leave" }
  local before = weir.errors
  same(0, (filter(rules, "host.a", { message = "https://u:secret@h/", inner = { n = -2 ^ 53 } })), "code")
  same(before + 1, weir.errors, "what is seen of it")
  same(2, (filter(rules, "host.a", { message = "https://u:secret@h/", n = 2 ^ 53 - 1 })), "code")
end)

-- Stamps ---------------------------------------------------------------------------------------------

local MAC = "0123456789abcdef."
local OBJECT = ".0.10.65000000.bucket/v1/AKIAIOSFODNN7EXAMPLE/https://u:secret@h/k"

test("neverChangesAStamp", function()
  local stamp = MAC .. "r5" .. OBJECT
  local code, result = filter(ALL, "s3.aws.waf", { _weir = stamp, uri = "https://u:secret@h/" })
  same(2, code, "code")
  same(stamp, result._weir)
  same("https://u:[x]@h/", result.uri)
end)

test("neverDropsOrChangesWhatIsNoLogRecord", function()
  local rules = { redact = ALL.redact, drop = { { tag = "*" } } }
  for _, kind in ipairs({ "t", "d" }) do
    local record = { _weir = MAC .. kind .. "10" .. OBJECT, body = "https://u:secret@h/" }
    same(0, (filter(rules, "s3.aws.waf", record)), "code of " .. kind)
  end
  same(0, (filter(rules, "s3.aws.waf", { _weir = 5 })), "code of an odd stamp")
  same(-1, (filter(rules, "s3.aws.waf", { _weir = MAC .. "r5" .. OBJECT })), "code of a record")
end)

test("neverRoutesARecordOfAnObject", function()
  local rules = { route = { { tag = "*", to = "host.other" } } }
  same(0, (filter(rules, "s3.aws.waf", { _weir = MAC .. "r5" .. OBJECT })), "code")
end)

-- Dropping and sampling ------------------------------------------------------------------------------

test("dropsWhereAllConditionsHold", function()
  local rules = { drop = { { tag = "host.apache.*", when = {
    { field = "status", one_of = { 200, 304 } }, { field = "uri", match = "^/health" } } } } }
  same(-1, (filter(rules, "host.apache.access", { status = 200, uri = "/healthz" })))
  same(0, (filter(rules, "host.apache.access", { status = 404, uri = "/healthz" })))
  same(0, (filter(rules, "host.apache.access", { status = 200, uri = "/a" })))
  same(0, (filter(rules, "host.apache.access", { uri = "/healthz" })))
  same(0, (filter(rules, "host.auth", { status = 200, uri = "/healthz" })))
end)

test("findsAFieldByItsNameAndInsideAnother", function()
  local rules = { drop = { { when = { { field = "a.b", equals = "1" } } } } }
  same(-1, (filter(rules, "host.x", { ["a.b"] = 1 })))
  same(-1, (filter(rules, "host.x", { a = { b = "1" } })))
  same(0, (filter(rules, "host.x", { a = "1" })))
  same(0, (filter(rules, "host.x", { a = NULL })))
end)

test("countsNullAsAbsent", function()
  local rules = { drop = { { when = { { field = "a", exists = false } } } } }
  same(-1, (filter(rules, "host.x", {})))
  same(0, (filter(rules, "host.x", { a = false })))
end)

test("isForHostLogsUnlessARuleNamesAnotherTag", function()
  local rules = { drop = { { when = {} } } }
  same(-1, (filter(rules, "host.x", { a = 1 })))
  same(0, (filter(rules, "s3.aws.waf", { a = 1 })))
end)

test("takesATagForWhatItSays", function()
  local rules = { drop = { { tag = "host.a-b.*" } } }
  same(-1, (filter(rules, "host.a-b.c", {})))
  same(0, (filter(rules, "host.aab.c", {})))
  same(0, (filter(rules, "other.host.a-b.c", {})))
end)

test("keepsAShareAndChoosesAlikeEachTime", function()
  local rules = weir.compile({ drop = { { keep = 0.25 } } })
  local kept = 0
  for i = 1, 20000 do
    local record = { message = "line " .. i, ["log.offset"] = i * 40, ["log.file.path"] = "/var/log/a" }
    local code = weir.filter(rules, "host.a", 0, record)
    same(code, (weir.filter(rules, "host.a", 0, record)), "the second try")
    kept = kept + (code == 0 and 1 or 0)
  end
  if kept < 4700 or kept > 5300 then
    error("kept " .. kept .. " of 20000")
  end
end)

test("samplesARecordOfAnObjectByObjectAndOrdinalAlone", function()
  local rules = weir.compile({ drop = { { tag = "s3.*", keep = 0.5 } } })
  for i = 1, 200 do
    local ordinal = ("%x"):format(i)
    local first = weir.filter(rules, "s3.a", 0, { _weir = MAC .. "r" .. ordinal .. ".0.10.65000000.b/v/k", m = 1 })
    local again = weir.filter(rules, "s3.a", 0, { _weir = "fedcba9876543210.r" .. ordinal .. ".0.20.65000000.b/v/k" })
    same(first, again, "ordinal " .. i)
  end
end)

test("neverSamplesAwayWhatHasNoIdentity", function()
  local rules = weir.compile({ drop = { { keep = 0.0001 } } })
  same(0, (weir.filter(rules, "host.a", 0, { a = 1 })))
end)

-- Redaction ------------------------------------------------------------------------------------------

local SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
local JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"

test("masksSecrets", function()
  local cases = {
    { "key AKIAIOSFODNN7EXAMPLE.", "key [x]." },
    { "ASIAIOSFODNN7EXAMPLE", "[x]" },
    { "aws_secret_access_key = " .. SECRET, "aws_secret_access_key = [x]" },
    { '{"SecretAccessKey":"' .. SECRET .. '"}', '{"SecretAccessKey":"[x]"}' },
    { '{\\"secretAccessKey\\": \\"' .. SECRET .. '\\"}', '{\\"secretAccessKey\\": \\"[x]\\"}' },
    { "aws_session_token=" .. ("Ab9/"):rep(40) .. " x", "aws_session_token=[x] x" },
    { "Authorization: Bearer abcdef123456", "Authorization: Bearer [x]" },
    { "authorization: bearer " .. JWT, "authorization: bearer [x]" },
    { "Authorization: Basic dXNlcjpwYXNz==", "Authorization: Basic [x]" },
    { "jwt=" .. JWT .. ";", "jwt=[x];" },
    { "GET /a?x=1&access_token=abc&y=2", "GET /a?x=1&access_token=[x]&y=2" },
    { "GET /o?X-Amz-Signature=0a1b HTTP/1.1", "GET /o?X-Amz-Signature=[x] HTTP/1.1" },
    { "postgres://user:pa$$w0rd@db/x", "postgres://user:[x]@db/x" },
    { "http://a:b@c/ and http://d:e@f/", "http://a:[x]@c/ and http://d:[x]@f/" },
    { "redis://:secret@host", "redis://:[x]@host" },
    { "/login?user=a&password=b#c", "/login?user=a&password=[x]#c" },
  }
  for _, case in ipairs(cases) do
    same(case[2], redacted(case[1]), case[1])
  end
end)

test("leavesWhatIsNoSecret", function()
  for _, text in ipairs({
    "", "AKIA", "XAKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLEX", "secret=short", "the bearer of news",
    "http://host:8080/a@b", "https://host/a?b=c", "secretary = nobody", SECRET,
    "2026-11-21T02:10:49Z ::1 - - [x]", "a://b", "bypass?pass",
  }) do
    same(text, redacted(text), text)
  end
end)

test("masksInsideMapsAndLists", function()
  local _, result = filter(ALL, "host.a", { a = { b = { "x", "AKIAIOSFODNN7EXAMPLE" } } })
  same("x", result.a.b[1])
  same("[x]", result.a.b[2])
end)

test("masksAFieldThatIsNamedForASecret", function()
  local _, result = filter(ALL, "host.a", { secretAccessKey = SECRET, secret_path = "/a/b", etag = SECRET })
  same("[x]", result.secretAccessKey)
  same("/a/b", result.secret_path)
  same(SECRET, result.etag)
end)

test("leavesTheFieldsThatAreNamed", function()
  local rules = { redact = ALL.redact, mask = "[x]", redact_not = { "raw" } }
  same(0, (filter(rules, "host.a", { raw = "https://u:p@h/" })))
end)

test("takesAMaskForWhatItSays", function()
  local _, result = filter({ redact = ALL.redact, mask = "%1%0" }, "host.a", { m = "https://u:p@h/" })
  same("https://u:10@h/", result.m)
end)

test("endsInTimeOnTextMadeToHoldItUp", function()
  local before = os.clock()
  for _, text in ipairs({
    ("eyJ"):rep(20000), ("://"):rep(20000), ("://a:"):rep(12000), ("secret"):rep(10000), ("?a="):rep(20000),
    ("bearer "):rep(9000), ("token="):rep(10000), ("AKIA"):rep(15000), ("?pass"):rep(12000), "?" .. ("pass"):rep(15000), ("A"):rep(60000) .. "secret",
    ("-eyJ"):rep(15000), "secret" .. (" "):rep(60000), ("secret "):rep(8000), "://a:" .. (":"):rep(60000) }) do
    redacted(text)
  end
  local seconds = os.clock() - before
  if seconds > 2 then
    error(seconds .. " s for 60 kB each")
  end
end)

-- Routing --------------------------------------------------------------------------------------------

test("namesTheNewTag", function()
  local rules = { route = { { tag = "host.a", to = "host.b", when = { { field = "x", equals = 1 } } } } }
  local code, result = filter(rules, "host.a", { x = 1 })
  same(2, code)
  same("host.b", result._route)
  same(0, (filter(rules, "host.b", { x = 1 })), "a record that is there already")
  same(0, (filter(rules, "host.a", { x = 2 })))
end)

test("takesTheNewTagOutWhereTheRecordArrives", function()
  local rules = { route = { { tag = "host.b", to = "host.a" }, { tag = "host.a", to = "host.b" } } }
  local code, result = filter(rules, "host.b", { x = 1, _route = "host.b" })
  same(2, code)
  same(nil, result._route)
  same(1, result.x)
end)

test("believesNoRouteThatALogBrings", function()
  local code, result = filter({ route = {} }, "host.a", { _route = "host.z" })
  same(2, code)
  same(nil, result._route)
end)

-- Errors ---------------------------------------------------------------------------------------------

-- A record that is not read to its end, with a number at its deepest.
local function tooDeep(number)
  local record = { message = "https://u:secret@h/" }
  local deep = record
  for _ = 1, 200 do
    deep.inner = {}
    deep = deep.inner
  end
  deep.n = number
  return record
end

test("handsOnARecordThatItCannotRead", function()
  local record = tooDeep(nil)
  local before = weir.errors
  local code, result = filter(ALL, "host.a", record)
  same(2, code, "code")
  same(record, result)
  same("https://u:secret@h/", result.message)
  same("error: deeper than 100 levels", result._weir_lua)
  same(before + 1, weir.errors)
end)

test("roundsNothingInARecordThatItCannotRead", function()
  local record = tooDeep(-2 ^ 53)
  local before = weir.errors
  local code, result = filter(ALL, "host.a", record)
  same(0, code, "code")
  same(nil, result, "what Fluent Bit would write out for nothing")
  same(before + 1, weir.errors, "what is seen of it")
end)

test("namesWhatIsWrongInTheRules", function()
  local cases = {
    [{ drop = { { when = { { field = "a" } } } } }] = "drop[1].when[1]: expected one of equals",
    [{ drop = { { when = { { equals = "a" } } } } }] = "drop[1].when[1].field: expected a field's name",
    [{ drop = { { when = { { field = "a", match = "[" } } } } }] = "drop[1].when[1].match: expected a Lua pattern",
    [{ drop = { { keep = 1 } } }] = "drop[1].keep: expected a share",
    [{ drop = { { tag = 1 } } }] = "drop[1].tag: expected a tag",
    [{ redact = { "passwords" } }] = "redact[1]: expected one of aws_access_key",
    [{ route = { { to = "s3.a" } } }] = "route[1].to: expected a tag that begins with host.",
    [{ large_integers = "no" }] = "large_integers: expected",
    [{ drops = {} }] = "'drops': expected one of drop",
  }
  for rules, expected in pairs(cases) do
    local ok, problem = pcall(weir.compile, rules)
    same(false, ok, expected)
    if not problem:find(expected, 1, true) then
      error("expected '" .. expected .. "', was '" .. problem .. "'")
    end
  end
end)

test("theTableThatShipsIsGood", function()
  weir.compile(dofile(here .. "../rules.lua"))
end)

print(run - failed .. " of " .. run .. " passed")
os.exit(failed == 0 and 0 or 1)

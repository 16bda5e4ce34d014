-- Fluent Bit's Lua filter of weir: drops, samples, redacts and routes by the table in rules.lua.
--
-- A record in which nothing has to be changed is handed back untouched (code 0): not one byte of it is
-- written anew. What is changed is changed in place, so empty arrays and maps keep what they are, and
-- with enable_flb_null nulls stay. A record of weir's source is known by its stamp, the field _weir: the
-- stamp is never changed, and what is no log record (the end of a frame, a dead letter) passes as it is.

local KEEP, CHANGED, DROP = 0, 2, -1
local STAMP, ENVELOPE, ROUTE, NOTE = "_weir", "_env", "_route", "_weir_lua"
local LARGE = 2 ^ 53
local MAX_DEPTH = 100
local LOG_SECONDS = 10

local bit = require("bit")
local find, gsub, byte, lower = string.find, string.gsub, string.byte, string.lower
local pairs, type, tostring = pairs, type, tostring

local M = { errors = 0 }

-- Messages -------------------------------------------------------------------------------------------

local last_logged = -LOG_SECONDS

local function complain(message)
  M.errors = M.errors + 1
  local now = os.time()
  if now - last_logged >= LOG_SECONDS then
    last_logged = now
    -- Standard error is written at once, and is where Fluent Bit's own log goes.
    io.stderr:write("[weir.lua] ", message, " (", M.errors, " so far)\n")
  end
end

-- Fields ---------------------------------------------------------------------------------------------

local function parts(path)
  local names = {}
  for name in path:gmatch("[^.]+") do
    names[#names + 1] = name
  end
  return names
end

local function value_at(record, field)
  local value = record[field.whole]
  if value ~= nil then
    return value
  end
  value = record
  for i = 1, #field.names do
    if type(value) ~= "table" then
      return nil
    end
    value = value[field.names[i]]
  end
  return value
end

-- Conditions -----------------------------------------------------------------------------------------

local function fail(where, expected)
  error("rules.lua: " .. where .. ": expected " .. expected, 0)
end

local function tag_pattern(where, tag)
  if tag == nil then
    return "^host%."
  end
  if type(tag) ~= "string" or tag == "" then
    fail(where .. ".tag", "a tag such as host.linux.auth or host.*")
  end
  return "^" .. tag:gsub("[%^%$%(%)%%%.%[%]%+%-%?]", "%%%0"):gsub("%*", ".*") .. "$"
end

local function set_of(values)
  local set = {}
  for _, value in ipairs(values) do
    set[tostring(value)] = true
  end
  return set
end

local function condition(where, given)
  if type(given) ~= "table" or type(given.field) ~= "string" or given.field == "" then
    fail(where .. ".field", "a field's name")
  end
  local field = { whole = given.field, names = parts(given.field) }
  if given.equals ~= nil then
    local wanted = tostring(given.equals)
    return function(record)
      local value = value_at(record, field)
      return value ~= nil and type(value) ~= "table" and tostring(value) == wanted
    end
  elseif type(given.one_of) == "table" then
    local wanted = set_of(given.one_of)
    return function(record)
      local value = value_at(record, field)
      return value ~= nil and type(value) ~= "table" and wanted[tostring(value)] == true
    end
  elseif type(given.match) == "string" then
    local pattern = given.match
    if not pcall(find, "", pattern) then
      fail(where .. ".match", "a Lua pattern")
    end
    return function(record)
      local value = value_at(record, field)
      return type(value) == "string" and find(value, pattern) ~= nil
    end
  elseif type(given.exists) == "boolean" then
    local wanted = given.exists
    return function(record)
      local value = value_at(record, field)
      -- Fluent Bit's null is a light userdata.
      return (value ~= nil and type(value) ~= "userdata") == wanted
    end
  end
  fail(where, "one of equals, one_of, match, exists")
end

local function conditions(where, given)
  if given ~= nil and type(given) ~= "table" then
    fail(where, "a list of conditions")
  end
  local all = {}
  for i, each in ipairs(given or {}) do
    all[i] = condition(where .. "[" .. i .. "]", each)
  end
  return all
end

local function holds(rule, tag, record)
  if not find(tag, rule.tag) then
    return false
  end
  for i = 1, #rule.when do
    if not rule.when[i](record) then
      return false
    end
  end
  return true
end

-- Sampling -------------------------------------------------------------------------------------------

-- Jenkins' one-at-a-time hash, as a share from 0 to below 1.
local function share(text)
  local hash = 0
  for i = 1, #text do
    hash = bit.tobit(hash + byte(text, i))
    hash = bit.tobit(hash + bit.lshift(hash, 10))
    hash = bit.bxor(hash, bit.rshift(hash, 6))
  end
  hash = bit.tobit(hash + bit.lshift(hash, 3))
  hash = bit.bxor(hash, bit.rshift(hash, 11))
  hash = bit.tobit(hash + bit.lshift(hash, 15))
  return (hash % 4294967296) / 4294967296
end

-- What names a record for ever: object and ordinal, or file, offset and text. Nil if nothing does.
local function identity(record)
  local stamp = record[STAMP]
  if type(stamp) == "string" then
    local ordinal, object = stamp:match("^%x+%.%a(%x+)%.%x+%.%x+%.%x+%.(.*)$")
    return object and object .. ordinal
  end
  local text = record.message or record.log or record.MESSAGE
  if type(text) ~= "string" then
    return nil
  end
  return tostring(record["log.file.path"]) .. tostring(record["log.offset"]) .. text
end

-- Redaction ------------------------------------------------------------------------------------------

-- Each is given a text, the same in lower case, and the mask, and returns the text without secrets, the
-- same one if it has none. Most texts hold nothing, so each looks for a plain word first: a pattern tried
-- at every position costs twenty times as much.
local redactors = {}

function redactors.aws_access_key(text, low, mask)
  if #text < 20 or not (find(low, "akia", 1, true) or find(low, "asia", 1, true)) then
    return text
  end
  return (gsub(text, "%f[%w]A[KS]IA(" .. ("[%u%d]"):rep(16) .. ")%f[%W]", mask))
end

-- Every pattern here begins where a run of its own characters begins, or with a character that its runs
-- do not hold, so that a text made to hold Lua's matching up costs no more than its length.

local function long_tokens(text, pattern, length, mask)
  return (gsub(text, pattern, function(before, token)
    if #token >= length then
      return before .. mask
    end
  end))
end

-- name = token, name: "token", "name":"token" and the like.
local NAMED = "%f[%w_%-]([%w_%-]+)([\"'\\]*%s*[:=]%s*[\"'\\]*)([%w/+=%%]+)"

function redactors.aws_secret_key(text, low, mask)
  if #text < 46 or not (find(low, "secret", 1, true) or find(low, "token", 1, true)) then
    return text
  end
  return (gsub(text, NAMED, function(given, between, token)
    if #token >= 40 then
      local name = lower(given)
      -- AWS's session tokens have hundreds of characters.
      if find(name, "secret", 1, true) or #token >= 100 and find(name, "token", 1, true) then
        return given .. between .. mask
      end
    end
  end))
end

local function parameters(text, mask, is_secret)
  if not find(text, "=", 1, true) then
    return text
  end
  return (gsub(text, "([?&])([%w_%-]+)=([^&%s\"'#]+)", function(before, name)
    if is_secret(lower(name)) then
      return before .. name .. "=" .. mask
    end
  end))
end

local TOKENS = {
  access_token = true, id_token = true, refresh_token = true, token = true, api_key = true, apikey = true,
  sig = true, ["x-amz-signature"] = true, ["x-amz-security-token"] = true,
}

local function names_a_token(name)
  return TOKENS[name]
end

local function names_a_password(name)
  return find(name, "pass", 1, true) or name == "pwd"
end

function redactors.bearer_token(text, low, mask)
  if find(low, "bearer", 1, true) then
    text = long_tokens(text, "([Bb][Ee][Aa][Rr][Ee][Rr]%s+)([%w%-%._~+/=]+)", 8, mask)
  end
  if find(low, "basic ", 1, true) then
    text = long_tokens(text, "([Bb]asic%s+)([%w+/]+=*)", 8, mask)
  end
  if find(text, "eyJ", 1, true) then
    text = gsub(text, "%f[%w%-_]eyJ[%w%-_]+%.eyJ[%w%-_]+%.[%w%-_]*", mask)
  end
  if find(low, "token", 1, true) or find(low, "key=", 1, true) or find(low, "sig", 1, true) then
    text = parameters(text, mask, names_a_token)
  end
  return text
end

function redactors.url_password(text, low, mask)
  if find(text, "://", 1, true) then
    text = gsub(text, "(://[^/%s:@\"'<>]*:)[^/%s@\"'<>]+@", "%1" .. mask .. "@")
  end
  if find(low, "pass", 1, true) or find(low, "pwd", 1, true) then
    text = parameters(text, mask, names_a_password)
  end
  return text
end

-- A whole field by its name: {"aws_secret_access_key": "wJalr..."} has no text around the key.
local function is_secret_field(name, text)
  return #text >= 40 and #text <= 4096 and type(name) == "string"
    and not find(text, "[^%w/+=]")
    and (find(lower(name), "secret", 1, true) or find(lower(name), "sessiontoken", 1, true)
      or find(lower(name), "session_token", 1, true))
end

-- Returns whether anything under the table was changed. found.large: an integer that was not kept.
local function redact(rules, map, depth, found)
  if depth > MAX_DEPTH then
    error("deeper than " .. MAX_DEPTH .. " levels", 0)
  end
  local active, mask = rules.redact, rules.mask
  for name, value in pairs(map) do
    local kind = type(value)
    if kind == "string" then
      if not rules.redact_not[name] then
        local text = value
        -- ://:a@ has six.
        if #text >= 6 then
          local low = lower(text)
          for i = 1, #active do
            text = active[i](text, low, mask)
          end
        end
        if rules.secret_fields and is_secret_field(name, text) then
          text = rules.plain_mask
        end
        if text ~= value then
          found.at[#found.at + 1] = map
          found.at[#found.at + 1] = name
          found.at[#found.at + 1] = text
        end
      end
    elseif kind == "number" then
      if value >= LARGE or value <= -LARGE then
        found.large = true
      end
    elseif kind == "table" and not rules.redact_not[name] then
      redact(rules, value, depth + 1, found)
    end
  end
end

-- The rules ------------------------------------------------------------------------------------------

local function drops(given)
  local rules = {}
  for i, rule in ipairs(given or {}) do
    local where = "drop[" .. i .. "]"
    if type(rule) ~= "table" then
      fail(where, "a rule in { }")
    end
    local keep = rule.keep == nil and 0 or rule.keep
    if type(keep) ~= "number" or keep < 0 or keep >= 1 then
      fail(where .. ".keep", "a share from 0 to below 1")
    end
    rules[i] = {
      tag = tag_pattern(where, rule.tag),
      when = conditions(where .. ".when", rule.when),
      keep = keep,
    }
  end
  return rules
end

local function routes(given)
  local rules = {}
  for i, rule in ipairs(given or {}) do
    local where = "route[" .. i .. "]"
    if type(rule) ~= "table" or type(rule.to) ~= "string" or not find(rule.to, "^host%.[%w_.%-]+$") then
      fail(where .. ".to", "a tag that begins with host.")
    end
    rules[i] = {
      to = rule.to,
      tag = tag_pattern(where, rule.tag),
      when = conditions(where .. ".when", rule.when),
    }
  end
  return rules
end

local function redaction(rules, given)
  rules.redact = {}
  rules.mask = given.mask == nil and "[redacted]" or given.mask
  if type(rules.mask) ~= "string" then
    fail("mask", "a text")
  end
  rules.plain_mask = rules.mask
  -- % has a meaning in what gsub puts in.
  rules.mask = rules.mask:gsub("%%", "")
  for i, name in ipairs(given.redact or {}) do
    local redactor = redactors[name]
    if not redactor then
      fail("redact[" .. i .. "]", "one of aws_access_key, aws_secret_key, bearer_token, url_password")
    end
    rules.redact[i] = redactor
    rules.secret_fields = rules.secret_fields or name == "aws_secret_key"
  end
  rules.redact_not = { [STAMP] = true, [ENVELOPE] = false }
  for _, name in ipairs(given.redact_not or {}) do
    rules.redact_not[name] = true
  end
end

--- Checks the table and makes it what the filter runs on; an error names what is wrong.
function M.compile(given)
  if type(given) ~= "table" then
    fail("the file", "return { ... }")
  end
  local known = { drop = 1, redact = 1, redact_not = 1, mask = 1, large_integers = 1, route = 1 }
  for name in pairs(given) do
    if not known[name] then
      fail("'" .. tostring(name) .. "'", "one of drop, redact, redact_not, mask, large_integers, route")
    end
  end
  local rules = { drop = drops(given.drop), route = routes(given.route) }
  redaction(rules, given)
  rules.large = given.large_integers or "round"
  if rules.large ~= "round" and rules.large ~= "leave" then
    fail("large_integers", '"round" or "leave"')
  end
  return rules
end

-- The filter -----------------------------------------------------------------------------------------

local function is_dropped(rules, tag, record)
  for i = 1, #rules.drop do
    local rule = rules.drop[i]
    if holds(rule, tag, record) then
      if rule.keep == 0 then
        return true
      end
      local id = identity(record)
      return id ~= nil and share(id) >= rule.keep
    end
  end
  return false
end

local function new_route(rules, tag, record)
  for i = 1, #rules.route do
    local rule = rules.route[i]
    if rule.to ~= tag and holds(rule, tag, record) then
      return rule.to
    end
  end
  return nil
end

-- First all is found, then all is changed: an error midway leaves the record as it came.
local function work(rules, tag, record)
  if type(record) ~= "table" then
    return KEEP
  end
  local stamp = record[STAMP]
  if stamp ~= nil and (type(stamp) ~= "string" or not find(stamp, "^%x+%.r")) then
    return KEEP
  end
  if is_dropped(rules, tag, record) then
    return DROP
  end
  local found = { at = {}, large = false }
  if #rules.redact > 0 then
    redact(rules, record, 1, found)
  end
  -- A record that arrives under the tag it was given keeps it; what a log says of itself is no route.
  local came = stamp == nil and record[ROUTE] or nil
  local route = stamp == nil and came ~= tag and new_route(rules, tag, record) or nil
  if #found.at == 0 and route == came then
    return KEEP
  end
  if found.large and rules.large == "leave" then
    complain("a record holds an integer over 2^53 and was left as it is, with its secret or without its route")
    return KEEP
  end
  for i = 1, #found.at, 3 do
    found.at[i][found.at[i + 1]] = found.at[i + 2]
  end
  if stamp == nil then
    record[ROUTE] = route
  end
  if found.large then
    record[NOTE] = "an integer over 2^53 was rounded"
  end
  return CHANGED
end

-- Whether Fluent Bit would round a number if it wrote the record anew.
local function holds_large(map)
  for _, value in pairs(map) do
    local kind = type(value)
    if kind == "number" and (value >= LARGE or value <= -LARGE) or kind == "table" and holds_large(value) then
      return true
    end
  end
  return false
end

--- What Fluent Bit calls for each record: the code, the time, the record.
function M.filter(rules, tag, timestamp, record)
  local ok, result = pcall(work, rules, tag, record)
  if ok then
    -- Fluent Bit would write out what it is handed even if it keeps or drops the record.
    return result, timestamp, result == CHANGED and record or nil
  end
  complain("a record passes as it came: " .. tostring(result))
  -- The mark is for those who look for records with their secrets; it is not worth a rounded number.
  local looked, large = pcall(holds_large, record)
  if not looked or large then
    return KEEP, timestamp, nil
  end
  record[NOTE] = "error: " .. tostring(result)
  return CHANGED, timestamp, record
end

M.share = share

-- Under Fluent Bit rules.lua lies beside this file.
function M.load()
  local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./"
  local chunk, problem = loadfile(here .. "rules.lua")
  if not chunk then
    error(problem, 0)
  end
  return M.compile(chunk())
end

if not WEIR_LUA_TEST then
  local rules = M.load()
  function weir(tag, timestamp, record)
    return M.filter(rules, tag, timestamp, record)
  end
end

return M

-- Fluent Bit's Lua filter of weir: drops, samples, redacts and routes by the table in rules.lua.
--
-- A record in which nothing has to be changed is handed back untouched (code 0): not one byte of it is
-- written anew. What is changed is changed in place, so empty arrays and maps keep what they are, and
-- with enable_flb_null nulls stay. A record of weir's source has a tag that begins with s3. and a stamp, the
-- field _weir: the stamp is never changed, and what is no log record (the end of a frame, a dead letter)
-- passes as it is. Under any other tag _weir is a field like others: a log can bring one.

local KEEP, CHANGED, DROP = 0, 2, -1
local STAMP, ROUTE, NOTE = "_weir", "_route", "_weir_lua"
local LARGE = 2 ^ 53
local MAX_DEPTH = 100
local LOG_SECONDS = 10
local MAX_NAMES = 1000

local bit = require("bit")
local find, byte, lower = string.find, string.byte, string.lower
local pairs, type, tostring = pairs, type, tostring

local M = { errors = 0 }

-- What lies beside this file.
local function beside(name)
  local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./"
  local chunk, problem = loadfile(here .. name)
  if not chunk then
    error(problem, 0)
  end
  return chunk()
end

local secrets = beside("secrets.lua")

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
local function identity(record, stamp)
  if stamp ~= nil then
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

-- The kinds of secret that a field's name stands for, or false. Names are few, but a log may bring any.
local function kinds_of(rules, name)
  local known = rules.names[name]
  if known == nil then
    known = false
    local low = lower(name)
    for i = 1, #rules.redact do
      local kind = rules.redact[i].kind and rules.redact[i].kind(low)
      if kind then
        known = known or {}
        known[#known + 1] = kind
      end
    end
    if rules.names_known >= MAX_NAMES then
      rules.names, rules.names_known = {}, 0
    end
    rules.names[name], rules.names_known = known, rules.names_known + 1
  end
  return known
end

local function masked_field(rules, name, value)
  local known = type(name) == "string" and kinds_of(rules, name)
  if known then
    for i = 1, #known do
      local masked = secrets.field(known[i], value, rules.plain_mask)
      if masked then
        return masked
      end
    end
  end
  return nil
end

local function masked_text(rules, text)
  -- pwd=x has five.
  if #text >= 5 then
    local low = lower(text)
    for i = 1, #rules.redact do
      text, low = rules.redact[i].text(text, low, rules.mask)
    end
  end
  return text
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

-- What names a value: {"name": "Cookie", "value": "..."} and lists too.
local function naming(map, name, list)
  if name == "value" or name == "Value" then
    local other = map.name or map.Name or map.key or map.Key
    return type(other) == "string" and other or name
  end
  return type(name) == "string" and name or list
end

-- Finds what has to change under the table. found.large: an integer that was not kept.
local function redact(rules, map, depth, found, list)
  if depth > MAX_DEPTH then
    error("deeper than " .. MAX_DEPTH .. " levels", 0)
  end
  for name, value in pairs(map) do
    local kind = type(value)
    local large = kind == "number" and (value >= LARGE or value <= -LARGE)
    local masked = nil
    -- The stamp stands at the top, and only in a record from S3.
    if not rules.redact_not[name] and not (depth == 1 and found.stamped and name == STAMP) then
      if kind == "table" then
        redact(rules, value, depth + 1, found, naming(map, name, list))
      elseif kind == "string" then
        masked = masked_field(rules, naming(map, name, list), value) or masked_text(rules, value)
      elseif kind == "number" then
        masked = masked_field(rules, naming(map, name, list), value)
      end
    elseif kind == "table" then
      found.large = found.large or holds_large(value)
    end
    if masked and masked ~= value then
      found.at[#found.at + 1] = map
      found.at[#found.at + 1] = name
      found.at[#found.at + 1] = masked
    elseif large then
      found.large = true
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
    local redactor = secrets.kinds[name]
    if not redactor then
      fail("redact[" .. i .. "]", "one of aws_access_key, aws_secret_key, bearer_token, url_password")
    end
    rules.redact[i] = redactor
  end
  rules.names, rules.names_known = {}, 0
  rules.redact_not = {}
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

local function is_dropped(rules, tag, record, stamp)
  for i = 1, #rules.drop do
    local rule = rules.drop[i]
    if holds(rule, tag, record) then
      if rule.keep == 0 then
        return true
      end
      local id = identity(record, stamp)
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
  local of_object = find(tag, "^s3%.") ~= nil
  local stamp = nil
  if of_object then
    stamp = record[STAMP]
  end
  if stamp ~= nil and (type(stamp) ~= "string" or not find(stamp, "^%x+%.r")) then
    return KEEP
  end
  if is_dropped(rules, tag, record, stamp) then
    return DROP
  end
  local found = { at = {}, large = false, stamped = stamp ~= nil }
  if #rules.redact > 0 then
    redact(rules, record, 1, found)
  end
  -- A record that arrives under the tag it was given keeps it; what a log says of itself is no route.
  local came = not of_object and record[ROUTE] or nil
  local route = not of_object and came ~= tag and new_route(rules, tag, record) or nil
  if #found.at == 0 and route == came then
    return KEEP
  end
  found.large = found.large or #rules.redact == 0 and holds_large(record)
  if found.large and rules.large == "leave" then
    complain("a record holds an integer over 2^53 and was left as it is, with its secret or without its route")
    return KEEP
  end
  for i = 1, #found.at, 3 do
    found.at[i][found.at[i + 1]] = found.at[i + 2]
  end
  if not of_object then
    record[ROUTE] = route
  end
  if found.large then
    record[NOTE] = "an integer over 2^53 was rounded"
  end
  return CHANGED
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

function M.load()
  return M.compile(beside("rules.lua"))
end

if not WEIR_LUA_TEST then
  local rules = M.load()
  function weir(tag, timestamp, record)
    return M.filter(rules, tag, timestamp, record)
  end
end

return M

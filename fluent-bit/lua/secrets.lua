-- Which part of a text is a secret, for weir.lua: one function for each name that rules.lua may name.
--
-- Texts come from whoever can make this host write a line. So all that is searched for begins at a plain
-- word, is read once from there on, and the search goes on behind it: a text made to hold the search up
-- costs no more than its length. Where a value's end is in doubt, rather too much is masked.

local find, gsub, byte, lower, sub, match = string.find, string.gsub, string.byte, string.lower, string.sub, string.match
local concat = table.concat

local QUOTE, HASH, PERCENT, AMPERSAND, SEMICOLON, LESS, QUESTION, BACKSLASH = 34, 35, 37, 38, 59, 60, 63, 92
local MAX_NAME = 128
local MAX_LOOK = 256

-- Which bytes a name has, so that looking backwards needs no pattern.
local IN_NAME = {}
for i = 0, 255 do
  IN_NAME[i] = find(string.char(i), "^[%w_%-%.]") ~= nil
end

-- Names ----------------------------------------------------------------------------------------------

-- Each kind says of a name what it stands for:
--   all     its value is a secret wherever it stands
--   plain   the same, but after a colon without quotation marks only what looks like a token
--   url     a secret in URLs, forms and connection strings only
--   mail    as all, but a colon without quotation marks is no sign: PAM's "passwd: ..."
--   folder  as url, or in quotation marks, unless it begins like a path: sudo's PWD
--   header  a scheme, which stays, and what comes after it
--   cookie  all up to the line's end
--   key     40 characters and more are a secret
--   long    100 characters and more are a secret

local function set(words)
  local all = {}
  for word in words:gmatch("%S+") do
    all[word] = true
  end
  return all
end

local AUTHORIZATION = set("authorization proxyauthorization httpauthorization xauthorization")
local COOKIE = set("cookie cookies setcookie httpcookie")
local URL_TOKENS = set("sig signature xamzsignature secret")
local TOKENS = set("idtoken jsessionid phpsessid")
local TOKEN_ENDS = {
  "accesstoken", "refreshtoken", "authtoken", "apitoken", "sessiontoken", "securitytoken", "bearertoken",
  "oauthtoken", "privatetoken", "csrftoken", "xsrftoken", "vaulttoken", "githubtoken", "gitlabtoken", "slacktoken",
  "npmtoken", "apikey", "subscriptionkey", "functionskey", "clientsecret", "appsecret", "apisecret",
  "consumersecret", "tokensecret",
}
local PASSWORD_ENDS = { "password", "passwd", "passphrase", "passcode", "passwrd" }
local AFTER_PASSWORD = { "confirmation", "confirm", "again", "repeat", "retype", "verify", "new", "old", "current", "hash" }

local function ends(text, with)
  return sub(text, -#with) == with
end

local function ends_with_one(text, all)
  for i = 1, #all do
    if ends(text, all[i]) then
      return all[i]
    end
  end
  return nil
end

local function token_kind(name)
  local bare = gsub(name, "[_%-]", "")
  if bare == "token" then
    return "plain"
  elseif AUTHORIZATION[bare] then
    return "header"
  elseif COOKIE[bare] then
    return "cookie"
  elseif TOKENS[bare] or ends_with_one(bare, TOKEN_ENDS) then
    return "all"
  elseif URL_TOKENS[bare] then
    return "url"
  end
  return nil
end

local function password_kind(name)
  local bare = gsub(gsub(name, "%d+$", ""), "[_%-]", "")
  local after = ends_with_one(bare, AFTER_PASSWORD)
  if after and #after < #bare then
    bare = sub(bare, 1, -#after - 1)
  end
  local as = ends_with_one(bare, PASSWORD_ENDS)
  if as then
    return as == "passwd" and "mail" or "all"
  elseif bare == "pwd" or bare == "oldpwd" then
    return "folder"
  elseif ends(bare, "pwd") or bare == "pass" or find("_" .. gsub(name, "%-", "_") .. "_", "_pass%d*_") then
    return "mail"
  elseif ends(bare, "pass") then
    -- userpass, but compass and bypass as well.
    return "url"
  end
  return nil
end

local function key_kind(name)
  if find(name, "secret", 1, true) then
    return "key"
  end
  return find(name, "token", 1, true) and "long" or nil
end

-- Where values begin and end -------------------------------------------------------------------------

-- The position behind a quotation mark, the mark, and how many backslashes it takes.
local function quotation(low, at)
  local behind = match(low, "^\\*[\"']()", at)
  if behind then
    return behind, sub(low, behind - 1, behind - 1), behind - 1 - at
  end
  local mark = match(low, "^%%2[27]", at)
  if mark then
    return at + 3, mark, 0
  end
  return nil
end

-- Where the value ends that began after the mark; nil if nothing ends it.
local function quoted_end(low, at, mark, slashes)
  if #mark == 3 then
    while true do
      local stop = find(low, "[%s&\"<>%%]", at)
      if not stop or byte(low, stop) ~= PERCENT or sub(low, stop, stop + 2) == mark then
        return stop
      end
      at = stop + 1
    end
  end
  local from = at
  while true do
    local stop = find(low, mark, from, true)
    if not stop then
      return nil
    end
    local first = stop
    while first > from and byte(low, first - 1) == BACKSLASH do
      first = first - 1
    end
    local count = stop - first
    -- Fewer end the text around it; more are a mark inside the value, or backslashes at its end.
    if count < slashes or count % (2 * (slashes + 1)) == slashes then
      return stop - math.min(count, slashes)
    end
    from = stop + 1
  end
end

-- Where a value without quotation marks ends.
local function bare_end(low, at, url, encoded)
  local stops = url and "[%s\"&#<>%%\\]" or "[%s\"&\\]"
  while true do
    local stop = find(low, stops, at)
    if not stop then
      return #low + 1
    end
    local what = byte(low, stop)
    at = stop + 1
    if what == PERCENT then
      -- & and # of an address inside another; "
      if encoded and find(low, "^%%[25]*2[236]", stop) then
        return stop
      end
    elseif what == BACKSLASH then
      at = match(low, "^\\+()", stop)
      if byte(low, at) == QUOTE or url and find(low, "^u002[236]", at) then
        return stop
      end
    elseif what ~= AMPERSAND or url or find(low, "^&[%w_%-%.%[%]]+=", stop) then
      return stop
    end
  end
end

-- What stands between a name that ends before "at" and its value. Returns where the value begins and
-- a description of how it is written, or nil.
local function separation(low, at, before, url, option)
  local as = { url = url, encoded = url == "encoded" }
  -- user[password]=
  at = match(low, "^%]()", at) or match(low, "^%%5d()", at) or at
  local closed = quotation(low, at)
  as.closed = closed and sub(low, at, closed - 1)
  at = closed or at
  local spaced = match(low, "^[ \t]+()", at)
  local p = spaced or at
  local behind = match(low, "^=[=>]?()", p)
  if behind then
    as.open = spaced or closed
  else
    behind = match(low, "^:=?()", p)
    as.colon, as.open = behind ~= nil, true
  end
  if not behind then
    local sign
    sign, behind = match(low, "^%%[25]*3([da])()", p)
    if not behind then
      sign, behind = match(low, "^\\+u003([da])()", p)
    end
    if behind then
      as.colon, as.encoded, as.open = sign == "a" and not closed, true, closed ~= nil
      as.url = url or sign == "d"
    elseif closed then
      -- {"name":"Cookie","value":"..."}
      behind = match(low, "^,[ \t]*\\*[\"']value\\*[\"'][ \t]*:()", p)
    elseif before == LESS and byte(low, p) == 62 then
      behind, as.tag = p + 1, true
    elseif option and spaced then
      behind = p
    end
  end
  if not behind then
    return nil
  end
  if as.open and not (as.url and not closed) then
    behind = match(low, closed and "^[ \t%[]+()" or "^[ \t]+()", behind) or behind
  elseif closed then
    behind = match(low, "^[ \t%[]+()", behind) or behind
  end
  if closed and find(low, "^[bu]\\*[\"']", behind) then
    behind = behind + 1
  end
  local value, value_mark, slashes = quotation(low, behind)
  -- An address may hold an apostrophe.
  if value and not (as.url and not closed and (value_mark == "'" or value_mark == "%27")) then
    local stop = quoted_end(low, value, value_mark, slashes)
    if stop or closed then
      as.quoted, as.stop = true, stop or #low + 1
      return value, as
    end
  end
  return behind, as
end

local SCHEMES = set("bearer basic digest negotiate ntlm token apikey api-key key hawk oauth dpop vapid splunk"
  .. " aws aws4-hmac-sha256 aws4-ecdsa-p256-sha256 sharedkey sharedkeylite gssapi mutual")
local ONE_WORD = set("bearer basic negotiate ntlm token apikey api-key key dpop splunk")
local NO_VALUE = set("null true false none nil undefined")

local function header_value(low, at, as)
  local scheme, behind = match(low, "^([%w%-]+)[ \t]+()", at)
  if not SCHEMES[scheme] then
    scheme, behind = nil, at
  end
  if as.quoted then
    return behind, as.stop
  elseif as.url then
    return at, bare_end(low, at, as.url, as.encoded)
  elseif not scheme then
    local stop = match(low, "^[^%s\",\\]+()", at)
    return at, stop and stop - at >= 20 and stop or at
  elseif ONE_WORD[scheme] then
    return behind, match(low, "^[^%s\",\\]+()", behind) or behind
  end
  -- Digest has quotation marks of its own.
  return behind, match(low, scheme == "digest" and "^[^\r\n]+()" or "^[^\r\n\"\\]+()", behind) or behind
end

local function cookie_value(low, at, as)
  if as.quoted then
    return at, as.stop
  elseif as.url then
    return at, bare_end(low, at, as.url, as.encoded)
  end
  local stop = find(low, "[\r\n\"\\]", at) or #low + 1
  -- The third value: where the search goes on if nothing is masked.
  return at, find(sub(low, at, stop - 1), "=", 1, true) and stop or at, stop
end

local function key_value(text, at, least)
  local stop = match(text, "^[%w/+=%%\\_%-]+()", at) or at
  while stop > at and byte(text, stop - 1) == BACKSLASH do
    stop = stop - 1
  end
  return at, stop - at >= least and stop or at
end

-- From where to where a value is a secret; an empty stretch if it is none.
local function secret(low, text, kind, at, as)
  if kind == "key" then
    return key_value(text, at, 40)
  elseif kind == "long" then
    return key_value(text, at, 100)
  elseif kind == "header" then
    return header_value(low, at, as)
  elseif kind == "cookie" then
    return cookie_value(low, at, as)
  end
  local loose = as.colon and not as.closed and not as.url
  if kind == "url" and not as.url
    or kind == "mail" and loose
    or kind == "folder" and not as.url and (not as.closed or find(low, "^[/~]", at)) then
    return at, at
  elseif as.quoted then
    return at, as.stop
  elseif as.tag then
    return at, find(low, "<", at, true) or #low + 1
  elseif as.closed then
    local word = match(low, "^[%w%.%-+]+", at) or ""
    as.number = true
    return at, NO_VALUE[word] and at or at + #word
  elseif kind == "plain" and loose then
    local run = match(sub(low, at, at + MAX_LOOK), "^[^%s\"']*")
    if #run < 16 or not find(run, "%d") then
      return at, at
    end
  end
  return at, bare_end(low, at, as.url, as.encoded)
end

-- What stands before a name: the position where it begins, and whether that is an address or a form.
local function name_start(low, hit, first)
  local before = byte(low, first - 1)
  if before == PERCENT then
    local p = match(low, "^[25]*()", first)
    -- %3F and %26, whose digits look like the name's.
    for from = first, math.min(p, hit) do
      local behind = match(low, "^2[036c]()", from) or match(low, "^[35][bfc]()", from) or match(low, "^22()", from)
      if behind and behind <= hit then
        return behind, "encoded"
      end
    end
  elseif before == BACKSLASH then
    local behind = match(low, "^u00[23][6fb3]()", first)
    if behind and behind <= hit then
      return behind, true
    end
    behind = match(low, "^[nrt]()", first)
    if behind and behind <= hit then
      return behind, false
    end
  end
  return first, before == QUESTION or before == AMPERSAND or before == HASH or before == SEMICOLON
end

-- Masks the values of the names that hold the word.
local function named(text, low, word, kind_of, mask)
  local out, copied, from = nil, 1, 1
  while true do
    local hit = find(low, word, from, true)
    if not hit then
      break
    end
    local first = hit
    while first > from and IN_NAME[byte(low, first - 1)] do
      first = first - 1
    end
    local behind = match(low, "^[%w_%-%.]+()", hit)
    local start, url = name_start(low, hit, first)
    local whole = sub(low, math.max(start, behind - MAX_NAME), behind - 1)
    local name = match(whole, "[^%.]+$") or ""
    local kind = kind_of(gsub(name, "^%-+", ""))
    if not kind and start > first then
      -- \token is a name after a backslash as well as a tab.
      kind = kind_of(match(sub(low, math.max(first, behind - MAX_NAME), behind - 1), "[^%.]+$") or "")
    end
    from = behind
    if kind then
      local at, as = separation(low, behind, byte(low, start - 1), url, sub(whole, 1, 2) == "--")
      if not at and kind == "key" then
        -- AWS Secret Access Key [None]: ...
        at = match(low, "^%s+access%s+key%s*%[?[%w*]*%]?%s*[:=]%s*()", behind)
        as = at and {}
      end
      if at then
        local stop, on
        at, stop, on = secret(low, text, kind, at, as)
        if stop > at then
          out = out or {}
          out[#out + 1] = sub(text, copied, at - 1)
          -- A number's place takes a text.
          local around = as.number and as.closed or ""
          out[#out + 1] = around .. mask .. around
          copied, from = stop, stop
        else
          from = math.max(from, on or 0)
        end
      end
    end
  end
  if not out then
    return text, low
  end
  out[#out + 1] = sub(text, copied)
  text = concat(out)
  return text, lower(text)
end

local function all_named(text, low, words, kind_of, mask)
  for i = 1, #words do
    text, low = named(text, low, words[i], kind_of, mask)
  end
  return text, low
end

-- Secrets that are known by their form -----------------------------------------------------------------

-- Bearer and Basic, wherever they stand.
local function after_scheme(text, low, scheme, mask)
  local out, copied, from = nil, 1, 1
  while true do
    local hit = find(low, scheme, from, true)
    if not hit then
      break
    end
    from = hit + #scheme
    local at = match(low, "^[%s:=]+()", from) or match(low, "^%%20()", from) or match(low, "^%+()", from)
    local stop = at and match(text, "^[%w%-%._~+/=%%]+()", at)
    if stop then
      local token = sub(text, at, stop - 1)
      from = stop
      -- "Basic authentication" is none.
      if #token >= 8 and (scheme == "bearer" or find(token, "[%u%d=]", 2)) then
        out = out or {}
        out[#out + 1] = sub(text, copied, at - 1)
        out[#out + 1] = mask
        copied = stop
      end
    end
  end
  if not out then
    return text, low
  end
  out[#out + 1] = sub(text, copied)
  text = concat(out)
  return text, lower(text)
end

-- JSON Web Tokens. %3D and \n before one would be letters of it.
local function web_tokens(text, mask)
  local form = "eyJ[%w%-_]+%.eyJ[%w%-_]+%.[%w%-_]*"
  text = gsub(text, "%f[%w%-_]" .. form, mask)
  if find(text, "[%%\\]") then
    text = gsub(text, "(%%%x%x)" .. form, "%1" .. mask)
    text = gsub(text, "(\\[nrt])" .. form, "%1" .. mask)
  end
  return text
end

local ACCESS_KEY = "()A[KS]IA" .. ("[%u%d]"):rep(16) .. "()"

local function access_keys(text, mask)
  return (gsub(text, ACCESS_KEY, function(at, behind)
    local before = sub(text, math.max(1, at - 3), at - 1)
    local begins = not find(before, "%w$") or find(before, "%%%x%x$") or find(before, "\\[nrt]$")
    if begins and not find(text, "^%w", behind) then
      return mask
    end
  end))
end

-- Where user and password end: the last @ of the authority.
local function last_at(authority)
  return match(authority, "^.*()@") or match(authority, "^.*()%%40")
end

-- The stretch of a password, or of a token in the user's place, in what follows ://
local function user_secret(low, at, encoded)
  local stops = encoded and "[/?#%s\"<>&%%]" or "[/?#%s\"<>]"
  local from = at
  local stop
  while true do
    stop = find(low, stops, from) or #low + 1
    if byte(low, stop) ~= PERCENT or find(low, "^%%2[f36]", stop) or find(low, "^%%3f", stop) then
      break
    end
    from = stop + 1
  end
  local authority = sub(low, at, stop - 1)
  local to = last_at(authority)
  -- Where the sign between user and password ends.
  local colon = match(authority, "^[^:]*:()")
  local other = encoded and match(authority, "^.-%%3a()")
  colon = other and (not colon or other < colon) and other or colon
  to, colon = to and at + to - 1, colon and at + colon - 2
  if not to and not encoded and colon and colon < stop and find(low, "^[/?#]", stop)
    and not find(low, "^:%d*[/?#]", colon) and not find(low, "^%[", at) then
    -- No port, so a password with a / in it.
    local rest = match(sub(low, stop, stop + MAX_LOOK), "^[^%s\"<>]*")
    local more = match(rest, "^.*()@")
    to = more and stop + more - 1
  end
  if not to then
    return nil, nil, stop
  elseif not colon or colon >= to then
    local user = sub(low, at, to - 1)
    -- A token in the place of the user.
    local is_token = #user >= 20 and find(user, "%d") and not find(user, "[%%&=:]")
    return is_token and at or nil, to, math.max(stop, to)
  elseif find(low, "^:%d+[&,;')%]}]", colon) then
    -- A port, and an @ further on.
    return nil, nil, stop
  end
  return colon + 1, to, math.max(stop, to)
end

local function user_passwords(text, low, sign, mask)
  local out, copied, from = nil, 1, 1
  while true do
    local hit = find(low, sign, from, true)
    if not hit then
      break
    end
    local at, stop
    at, stop, from = user_secret(low, hit + #sign, sign ~= "://")
    if at and stop > at then
      out = out or {}
      out[#out + 1] = sub(text, copied, at - 1)
      out[#out + 1] = mask
      copied = stop
    end
  end
  if not out then
    return text, low
  end
  out[#out + 1] = sub(text, copied)
  text = concat(out)
  return text, lower(text)
end

-- The kinds that rules.lua names -------------------------------------------------------------------------

local KEY_WORDS, PASSWORD_WORDS = { "secret", "token" }, { "pass", "pwd" }
-- Headers first: a cookie is masked as a whole.
local HEADER_WORDS, TOKEN_WORDS = { "authorization", "cookie" }, { "token", "secret", "key", "sig", "sessi" }

-- text: given a text, the same in lower case, and the mask, returns both without secrets, or as they were.
-- kind: what a name stands for, for the fields of a record.
local kinds = {}

kinds.aws_access_key = {
  text = function(text, low, mask)
    if #text < 20 or not (find(low, "akia", 1, true) or find(low, "asia", 1, true)) then
      return text, low
    end
    local masked = access_keys(text, mask)
    return masked, masked == text and low or lower(masked)
  end,
}

kinds.aws_secret_key = {
  kind = key_kind,
  text = function(text, low, mask)
    if #text < 46 then
      return text, low
    end
    return all_named(text, low, KEY_WORDS, key_kind, mask)
  end,
}

kinds.bearer_token = {
  kind = token_kind,
  text = function(text, low, mask)
    text, low = all_named(text, low, HEADER_WORDS, token_kind, mask)
    text, low = after_scheme(text, low, "bearer", mask)
    text, low = after_scheme(text, low, "basic", mask)
    if find(text, "eyJ", 1, true) then
      text = web_tokens(text, mask)
      low = lower(text)
    end
    return all_named(text, low, TOKEN_WORDS, token_kind, mask)
  end,
}

kinds.url_password = {
  kind = password_kind,
  text = function(text, low, mask)
    text, low = user_passwords(text, low, "://", mask)
    if find(low, "%3a", 1, true) then
      text, low = user_passwords(text, low, "%3a//", mask)
      text, low = user_passwords(text, low, "%3a%2f%2f", mask)
    end
    return all_named(text, low, PASSWORD_WORDS, password_kind, mask)
  end,
}

--- The value of a whole field, {"password": "..."}: the masked one, or nil if its kind has no secret in it.
local function field(kind, value, mask)
  local text = tostring(value)
  if kind == "all" or kind == "plain" or kind == "mail" or kind == "cookie"
    or kind == "folder" and not find(text, "^[/~]") then
    return text ~= "" and mask or nil
  elseif kind == "header" then
    local low = lower(text)
    local at, stop = header_value(low, 1, { quoted = true, stop = #low + 1 })
    return stop > at and sub(text, 1, at - 1) .. mask or nil
  elseif (kind == "key" or kind == "long") and #text >= 40 and not find(text, "[^%w/+=]") then
    return (kind == "key" or #text >= 100) and mask or nil
  end
  return nil
end

return { kinds = kinds, field = field }

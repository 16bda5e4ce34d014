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

test("saysThatALargeIntegerWasRoundedWhereverItStands", function()
  local kept = { redact = ALL.redact, redact_not = { "raw" } }
  local _, result = filter(kept, "host.a", { message = "https://u:secret@h/", raw = { n = 2 ^ 60 } })
  same("an integer over 2^53 was rounded", result._weir_lua, "in a field that is left")
  _, result = filter({ route = { { to = "host.b" } } }, "host.a", { n = 2 ^ 60 })
  same("an integer over 2^53 was rounded", result._weir_lua, "in a record that only goes another way")
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

test("believesNoStampThatALogBrings", function()
  local rules = { redact = ALL.redact, mask = "[x]", drop = { { tag = "*", when = { { field = "m", equals = "a" } } } } }
  for _, stamp in ipairs({ "x", 5, MAC .. "t10" .. OBJECT, MAC .. "r5" .. OBJECT, { r = 1 } }) do
    same(-1, (filter(rules, "host.a", { _weir = stamp, m = "a" })), "code of what a rule drops")
    local code, result = filter(rules, "host.a", { _weir = stamp, m = "https://u:secret@h/" })
    same(2, code, "code of what holds a secret")
    same("https://u:[x]@h/", result.m)
  end
  local _, result = filter(rules, "host.a", { _weir = "https://u:secret@h/" })
  same("https://u:[x]@h/", result._weir)
end)

test("knowsAStampAtTheTopOnly", function()
  local _, result = filter(ALL, "s3.json", { _weir = MAC .. "r5" .. OBJECT, inner = { _weir = "https://u:secret@h/" } })
  same("https://u:[x]@h/", result.inner._weir)
end)

test("choosesNoShareByAStampThatALogBrings", function()
  local rules = weir.compile({ drop = { { keep = 0.5 } } })
  for i = 1, 200 do
    local ordinal = ("%x"):format(i)
    local with = { message = "m" .. i, _weir = MAC .. "r" .. ordinal .. OBJECT }
    same(weir.filter(rules, "host.a", 0, { message = "m" .. i }), weir.filter(rules, "host.a", 0, with), "line " .. i)
  end
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

-- What stands around a secret: an address in an address, JSON in a text, headers, a shell's command. What is
-- between [[ ]] is as it stands in a log, backslashes and all.
local AROUND = {
  { [[GET /login?next=https://a/cb?access_token=SECRET HTTP/1.1]],
    [[GET /login?next=https://a/cb?access_token=[x] HTTP/1.1]] },
  { [[GET /?u=http://h/?password=hunter2 HTTP/1.1]],
    [[GET /?u=http://h/?password=[x] HTTP/1.1]] },
  { [[AUTHORIZATION: BASIC dXNlcjpwYXNz]],
    [=[AUTHORIZATION: BASIC [x]]=] },
  { [[postgres://u:p@ss@host/db]],
    [[postgres://u:[x]@host/db]] },
  { [[GET /?password=a'b HTTP/1.1]],
    [[GET /?password=[x] HTTP/1.1]] },
  { [[next=https%3A%2F%2Fa%2Fcb%3Faccess_token%3DSECRET%26state%3D1 x]],
    [[next=https%3A%2F%2Fa%2Fcb%3Faccess_token%3D[x]%26state%3D1 x]] },
  { [[u%253Fpassword%253Dhunter2%2526a%253D1]],
    [[u%253Fpassword%253D[x]%2526a%253D1]] },
  { [[password%3Dhunter2&x=1]],
    [[password%3D[x]&x=1]] },
  { [[{"password":"hun\"ter2","user":"a"}]],
    [[{"password":"[x]","user":"a"}]] },
  { [[{\"password\":\"hun\\\"ter2\",\"user\":\"a\"}]],
    [[{\"password\":\"[x]\",\"user\":\"a\"}]] },
  { [[{"password": "x\\", "user":"a"}]],
    [[{"password": "[x]", "user":"a"}]] },
  { [[{'password': 'x y', 'b': 1}]],
    [[{'password': '[x]', 'b': 1}]] },
  { [[{"password":12345,"user":"a"}]],
    [[{"password":"[x]","user":"a"}]] },
  { [[Authorization: Bearer abc.def-ghi==]],
    [=[Authorization: Bearer [x]]=] },
  { [[{"Authorization":"Bearer abcdef12345","Host":"a"}]],
    [[{"Authorization":"Bearer [x]","Host":"a"}]] },
  { [[{"headers":[{"name":"Authorization","value":"Basic dTpw"},{"name":"cookie","value":"a=b; c=d"}]}]],
    [[{"headers":[{"name":"Authorization","value":"Basic [x]"},{"name":"cookie","value":"[x]"}]}]] },
  { [[{"Authorization":["Bearer abcdef12345"],"Host":["a"]}]],
    [[{"Authorization":["Bearer [x]"],"Host":["a"]}]] },
  { [[curl -H 'X-Api-Key: abcdef' -H "Cookie: a=b; c=d" http://h/]],
    [[curl -H 'X-Api-Key: [x] -H "Cookie: [x]" http://h/]] },
  { [[Set-Cookie: SID=31d4d96e407aad42; Path=/; HttpOnly]],
    [=[Set-Cookie: [x]]=] },
  { [[Nov 27 sudo: alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/mysql --password=hunter2 --user=x]],
    [[Nov 27 sudo: alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/mysql --password=[x] --user=x]] },
  { [[COMMAND=/usr/bin/mysql --password hunter2]],
    [=[COMMAND=/usr/bin/mysql --password [x]]=] },
  { [[Server=db;Uid=u;Pwd=secret;Database=x]],
    [=[Server=db;Uid=u;Pwd=[x]]=] },
  { [[<password>hunter2</password><user>a</user>]],
    [[<password>[x]</password><user>a</user>]] },
  { [[<SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>]],
    [[<SecretAccessKey>[x]</SecretAccessKey>]] },
  { [[AWS Secret Access Key [None]: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY]],
    [=[AWS Secret Access Key [None]: [x]]=] },
  { [[AWS_SECRET_ACCESS_KEY='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' x]],
    [[AWS_SECRET_ACCESS_KEY='[x]' x]] },
  { [[{"secretAccessKey":"wJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXAMPLEKEY","a":1}]],
    [[{"secretAccessKey":"[x]","a":1}]] },
  { [[aws_secret_access_key%3DwJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY%26a]],
    [=[aws_secret_access_key%3D[x]]=] },
  { [[X-Amz-Credential%3DAKIAIOSFODNN7EXAMPLE%2F20260101]],
    [[X-Amz-Credential%3D[x]%2F20260101]] },
  { [[a\nAKIAIOSFODNN7EXAMPLE\n]],
    [[a\n[x]\n]] },
  { [[user[password]=hunter2&user[name]=bob]],
    [[user[password]=[x]&user[name]=bob]] },
  { [[user%5Bpassword%5D=hunter2&a=1]],
    [[user%5Bpassword%5D=[x]&a=1]] },
  { [[?a=1\u0026access_token=abc\u0026b=2]],
    [[?a=1\u0026access_token=[x]\u0026b=2]] },
  { [[https://ghp_abcdefghij0123456789ABCD@github.com/x]],
    [[https://[x]@github.com/x]] },
  { [[?next=https%3A%2F%2Fu%3Apw%40host%2Fx]],
    [[?next=https%3A%2F%2Fu%3A[x]%40host%2Fx]] },
  { [[?next=https%3A//u%3Apw%40host/x]],
    [[?next=https%3A//u%3A[x]%40host/x]] },
  { [[postgres://u:p/w@host/db]],
    [[postgres://u:[x]@host/db]] },
  { [[ftp://me@example.com:secret@host]],
    [[ftp://me@example.com:[x]@host]] },
  { [[GET /a;jsessionid=ABC123?x=1]],
    [=[GET /a;jsessionid=[x]]=] },
  { [[/cb#access_token=abc&token_type=bearer]],
    [[/cb#access_token=[x]&token_type=bearer]] },
  { [[Parameters: {"user"=>"a", "password"=>"hunter2"}]],
    [[Parameters: {"user"=>"a", "password"=>"[x]"}]] },
  { [[{"url":"http://h/?password=x","b":"c"}]],
    [[{"url":"http://h/?password=[x]","b":"c"}]] },
  { [[{\"url\":\"http://h/?password=x\",\"b\":\"c\"}]],
    [[{\"url\":\"http://h/?password=[x]\",\"b\":\"c\"}]] },
  { [[token=abc123]],
    [=[token=[x]]=] },
  { [[X-Amz-Security-Token: FwoGZXIvYXdzE]],
    [=[X-Amz-Security-Token: [x]]=] },
  { [[Authorization: Digest username="u", realm="r", response="abc"]],
    [=[Authorization: Digest [x]]=] },
  { [[Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/2026, Signature=abc]],
    [=[Authorization: AWS4-HMAC-SHA256 [x]]=] },
  { [[password=a&b]],
    [=[password=[x]]=] },
  { [[form: user=a&password=b&c=d]],
    [[form: user=a&password=[x]&c=d]] },
  { [[DB_PASSWORD=a#b&c]],
    [=[DB_PASSWORD=[x]]=] },
  { [[wss://h/?token=abc,def other]],
    [[wss://h/?token=[x] other]] },
  { [[Bearer%20abcdefgh1]],
    [=[Bearer%20[x]]=] },
  { [[%22password%22%3A%22hunter%22%2C%22a%22%3A1]],
    [[%22password%22%3A%22[x]%22%2C%22a%22%3A1]] },
  { [[MYSQL_PWD=secret x]],
    [[MYSQL_PWD=[x] x]] },
  { [[password="my secret" x]],
    [[password="[x]" x]] },
  { [[password='it' x]],
    [[password='[x]' x]] },
  { [[{"password":"truncated val]],
    [=[{"password":"[x]]=] },
}

test("masksSecretsWhateverStandsAroundThem", function()
  for _, case in ipairs(AROUND) do
    same(case[2], redacted(case[1]), case[1])
  end
end)

test("findsNothingMoreInWhatIsMasked", function()
  for _, case in ipairs(AROUND) do
    same(case[2], redacted(case[2]), case[2])
  end
end)

test("leavesWhatOnlySoundsLikeASecret", function()
  for _, text in ipairs({
    [[{"password":null,"user":"a"}]],
    [[pam_unix(passwd:chauthtok): password changed for alice]],
    [[passwd[123]: password changed for alice]],
    [[sshd[1]: Failed password for invalid user bob from 1.2.3.4 port 22 ssh2]],
    [[type=ANOM_ABEND msg=audit(1:2): auid=1 sig=11 res=1]],
    [[git clone ssh://git@github.com:22/x]],
    [[?u=http://h:80&email=a@b.c]],
    [[Unexpected token: EOF in line 5]],
    [[Basic authentication failed]],
    [[authorization: denied for user bob]],
    [["authorization.k8s.io/decision":"allow"]],
    [[{"PasswordLastUsed":"2026-01-01","nextToken":"abc","clientToken":"abc"}]],
    [[proxy_pass http://x; bypass=1 compass: 5]],
    [[the password is hunter2]],
  }) do
    same(text, redacted(text), text)
  end
end)

test("masksFieldsByTheirNames", function()
  local _, result = filter(ALL, "host.a", {
    password = "hunter2", pin = { passcode = 1234 }, pwd = "/root", api_key = "k", token = "t", nextToken = "n",
    authorization = "Basic dTpw", cookie = { "a=b", "c=d" }, ["db.password"] = "x", sig = 11, password_used = true,
    headers = { { name = "Authorization", value = "Bearer abc" }, { name = "Host", value = "a" } },
  })
  same("[x]", result.password)
  same("[x]", result.pin.passcode)
  same("/root", result.pwd)
  same("[x]", result.api_key)
  same("[x]", result.token)
  same("n", result.nextToken)
  same("Basic [x]", result.authorization)
  same("[x]", result.cookie[2])
  same("[x]", result["db.password"])
  same(11, result.sig)
  same("Bearer [x]", result.headers[1].value)
  same("a", result.headers[2].value)
end)

test("forgetsNamesBeforeTheyFillTheMemory", function()
  local rules = weir.compile(ALL)
  for i = 1, 5000 do
    weir.filter(rules, "host.a", 0, { ["name" .. i] = "x" })
  end
  local count = 0
  for _ in pairs(rules.names) do
    count = count + 1
  end
  if count > 1000 then
    error(count .. " names are remembered")
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

-- What a text is made of that should hold the search up, begun and ended by what makes it go on.
test("endsInTimeOnTextMadeToHoldItUp", function()
  local slowest, of = 0, nil
  for _, part in ipairs({
    "eyJ", "-eyJ", "eyJa.", "%3DeyJ", "\\neyJ", "://", "://a:", "://a@", "://a:b@", "://a:b/", "http%3A%2F%2F", "%3a//a%3ab",
    "secret", "secret ", "secret=A", "secret access key", "secret access key [", "AKIA", "AKIAIOSFODNN7EXAMPL",
    "bearer ", "bearer=", "bearer%20", "basic ", "basic=", "basic+", "token=", "token:", "token: ", "key=A", "sessi",
    "cookie:", "cookie: ", "Cookie: a=", "authorization:", "authorization: ", "authorization: x ",
    "authorization: basic ", "Authorization: Digest ", '"name":"cookie","value":"', "pass", "pass1", "?pass", "?a=",
    "password", "password ", "password.", "password[", "password\\", 'password"', "password&", "password%25",
    "password=", "password='", 'password="', "password: ", "password=&a", "password=%26", "password=\\u0026",
    "password\\u003d", "password%3D", "%3Fpassword%3D", "%22password%22%3A%22", "?x%5Bpassword%5D=", '"password":"',
    '\\"password\\":\\"', "--password ", "<password>", "; PWD=/", "pwd=/", "\\", '\\"', "%", "%25", "%26", "-", "1", " ", "A",
  }) do
    local long = part:rep(math.floor(60000 / #part))
    for _, text in ipairs({ long, long .. "password", "password=" .. long, '"password":"' .. long, "://a:" .. long,
      "%3Fpassword%3D" .. long, "secret" .. long, "cookie: " .. long }) do
      local before = os.clock()
      redacted(text)
      if os.clock() - before > slowest then
        slowest, of = os.clock() - before, text
      end
    end
  end
  -- Ten times what the slowest takes; one whose cost grows with its square takes seconds.
  if slowest > 0.4 then
    error(slowest .. " s for 60 kB of " .. of:sub(1, 60))
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

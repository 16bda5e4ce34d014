-- What the Lua filter does. A change holds from Fluent Bit's next start; a mistake here ends that
-- start with a message, it never costs a record.
--
-- Tags and equals are plain text, * in a tag stands for anything. match is a Lua pattern
-- (https://www.lua.org/manual/5.1/manual.html#5.4.1). A field inside another is written a.b.
return {
  -- Records that go no further. The first rule that fits decides; all conditions of "when" must hold.
  -- keep is the share that stays, chosen by what the record is, so that each try chooses alike.
  drop = {
    -- { name = "health checks", tag = "host.apache.*",
    --   when = { { field = "request", match = "^GET /healthz " } } },
    -- { name = "successes", tag = "host.apache.*", keep = 0.1,
    --   when = { { field = "status", one_of = { 200, 204, 304 } } } },
    -- { name = "cron", tag = "host.linux.auth", when = { { field = "program", match = "^[Cc][Rr][Oo][Nn]$" } } },
  },

  -- Secrets that are masked, in every text of a record and by the names of its fields. A name counts
  -- before = or :, in URLs and forms (percent-encoded too), in JSON, in headers, after --. Where a value's
  -- end is in doubt, rather too much is masked. What no name and no form gives away stays:
  -- "the password is hunter2", mysql -phunter2, curl -u me:hunter2.
  redact = {
    "aws_access_key", -- AKIA..., ASIA...
    "aws_secret_key", -- 40 characters and more after a name with "secret", 100 after one with "token"
    "bearer_token", -- Authorization and Cookie headers, after Bearer or Basic, JSON Web Tokens, and what is
    -- named access_token, api_key, client_secret and the like; X-Amz-Signature= and sig= in URLs
    "url_password", -- user:password@ in URLs, and what is named password, passwd, pass, pwd and the like
  },

  -- Fields that are left as they are, whatever stands in them.
  redact_not = {},

  -- What stands in a secret's place.
  mask = "[redacted]",

  -- Lua's numbers hold integers up to 2^53. A record with a larger one that has to be changed: "round"
  -- changes it, rounds the integer, and says so in the record's field _weir_lua. "leave" keeps the
  -- record, and with it the secret. A record in which nothing is found always stays as it is.
  large_integers = "round",

  -- Records that go another way: their field _route names a new tag, and filters-lua-routes.conf acts
  -- on it. Only for tags that begin with host; never for records from S3.
  route = {
    -- { to = "host.apache.failures", tag = "host.apache.access",
    --   when = { { field = "status", one_of = { 500, 502, 503, 504 } } } },
  },
}

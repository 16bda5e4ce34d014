-- This table says what the Lua filter does. Restart Fluent Bit after a change. If the table has a
-- mistake, Fluent Bit does not start, and says why. A mistake never costs a record.
--
-- Tags and equals are plain text. In a tag, * stands for any text. match is a Lua pattern
-- (https://www.lua.org/manual/5.1/manual.html#5.4.1). Write a field inside of another as a.b.
return {
  -- Which records to drop. The first rule that fits decides. All conditions of "when" must hold.
  -- keep is the share of these records that stays. The filter chooses by the record's content, so it
  -- chooses the same records each time.
  drop = {
    -- { name = "health checks", tag = "host.apache.*",
    --   when = { { field = "request", match = "^GET /healthz " } } },
    -- { name = "successes", tag = "host.apache.*", keep = 0.1,
    --   when = { { field = "status", one_of = { 200, 204, 304 } } } },
    -- { name = "cron", tag = "host.linux.auth", when = { { field = "program", match = "^[Cc][Rr][Oo][Nn]$" } } },
  },

  -- Which secrets to mask. The filter finds a secret by its form, or by its name: the name of a field, or
  -- a name in a text before = or :, in URLs and forms (percent-encoded too), in JSON, in headers, or
  -- after --. If the end of a value is in doubt, the filter masks too much rather than too little. It
  -- does not find secrets without such a name or form: "the password is hunter2", mysql -phunter2,
  -- curl -u me:hunter2.
  redact = {
    "aws_access_key", -- AKIA..., ASIA...
    "aws_secret_key", -- 40 characters and more after a name with "secret", 100 after one with "token"
    "bearer_token", -- Authorization and Cookie headers, after Bearer or Basic, JSON Web Tokens, and what is
    -- named access_token, api_key, client_secret and the like; X-Amz-Signature= and sig= in URLs
    "url_password", -- user:password@ in URLs, and what is named password, passwd, pass, pwd and the like
  },

  -- Fields that the filter leaves as they are, whatever their values.
  redact_not = {},

  -- The text that takes the place of a secret.
  mask = "[redacted]",

  -- Lua's numbers hold integers up to 2^53. What to do if the filter has to change a record with a larger
  -- integer: "round" changes the record, rounds the integer, and says so in the field _weir_lua. "leave"
  -- leaves the record as it is, with its secret. If the filter finds nothing in a record, the record
  -- always stays as it is.
  large_integers = "round",

  -- Which records get another tag. The filter writes the new tag into the field _route, and
  -- filters-lua-routes.conf gives the record this tag. Only for tags that begin with host, never for
  -- records from S3.
  route = {
    -- { to = "host.apache.failures", tag = "host.apache.access",
    --   when = { { field = "status", one_of = { 500, 502, 503, 504 } } } },
  },
}

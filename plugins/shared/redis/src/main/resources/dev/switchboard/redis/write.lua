-- KEYS[2..] values, ARGV[2] the epoch that was read, ARGV[3..] the version that was read and the new text of each.
-- Returns 1 for each that was written, otherwise 0.
local answer = {}
for i = 2, #KEYS do
  local version, text = ARGV[2 * i - 1], ARGV[2 * i]
  if now == ARGV[2] and value(KEYS[i]) == version then
    if text == '' then
      redis.call('DEL', KEYS[i])
    else
      local next = redis.call('HINCRBY', KEYS[1], 'versions', 1)
      redis.call('HSET', KEYS[i], 'epoch', now, 'version', next, 'text', text)
    end
    answer[i - 1] = 1
  else
    answer[i - 1] = 0
  end
end
return answer

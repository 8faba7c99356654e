-- The epoch: what was written in it is all there. It ends when the server's data are gone, and when another process answers, or
-- one that was made the primary: both may know less than was written before.
-- KEYS[1] what is known of the epoch, ARGV[1] a name for the next one.
local info = redis.call('INFO')
local run = string.match(info, 'run_id:(%w+)')
if not run then
  return redis.error_reply('NOEPOCH the server does not tell its run_id, so that nobody knows whether it lost something')
end
local policy = string.match(info, 'maxmemory_policy:(allkeys[%w-]*)')
if policy and string.match(info, 'maxmemory:([1-9])') then
  return redis.error_reply('EVICTING the server throws away what does not expire (maxmemory-policy ' .. policy ..
    ', expected: noeviction or volatile-lru)')
end
local server = run .. '.' .. (string.match(info, 'master_replid:(%w+)') or '')
local known = redis.call('HMGET', KEYS[1], 'server', 'epoch')
local now = known[2]
if known[1] ~= server or not now then
  now = ARGV[1]
  redis.call('HSET', KEYS[1], 'server', server, 'epoch', now)
end

-- Version and text of a value; nothing for one that is not of this epoch.
local function value(key)
  local found = redis.call('HMGET', key, 'epoch', 'version', 'text')
  if found[1] == now then
    return found[2], found[3]
  end
  return '0', false
end

-- KEYS[2..] values. Returns the epoch, then a version and a text for each.
local answer = { now }
for i = 2, #KEYS do
  local version, text = value(KEYS[i])
  answer[#answer + 1] = version
  answer[#answer + 1] = text or ''
end
return answer

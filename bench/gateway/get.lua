-- GETs of many SKUs with an API key. args: path before the SKU, how many SKUs, key.
local requests, answered = {}, {}
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(args)
  math.randomseed(os.time())
  refused = 0
  local headers = { ["Authorization"] = "Bearer " .. args[3] }
  for i = 1, tonumber(args[2]) do
    requests[i] = wrk.format("GET", args[1] .. string.format("SKU-%05d", i), headers)
  end
end
function request() return requests[math.random(#requests)] end
function response(status) if status ~= 200 then refused = refused + 1 end end
function done(summary, latency)
  local refused = 0
  for _, thread in ipairs(threads) do refused = refused + (thread:get("refused") or 0) end
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '{"answers":%d,"durationMs":%f,"p50Ms":%f,"p99Ms":%f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1000, latency:percentile(50) / 1000, latency:percentile(99) / 1000, refused, broken))
end

-- Buyers over HTTP, for wrk: wrk -s reserve.lua <url> -- <load> <run>
-- Each request holds one unit of a SKU that the load picks, under an idempotency key of its own. `run` makes the keys of
-- this run different from those of any other. Prints one line of JSON at the end.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local pick, prefix, asked

local function sku(index)
  return string.format("SKU-%07d", index)
end

local function zipf(choices)
  local sums, sum = {}, 0
  for rank = 1, choices do
    sum = sum + 1 / rank
    sums[rank] = sum
  end
  return function()
    local drawn = math.random() * sum
    local low, high = 1, choices
    while low < high do
      local middle = math.floor((low + high) / 2)
      if sums[middle] < drawn then low = middle + 1 else high = middle end
    end
    return sku(low - 1)
  end
end

local pickers = {
  hot = function() return function() return sku(0) end end,
  zipf = function() return zipf(1000) end,
  uniform = function() return function() return sku(math.random(0, 9999)) end end,
}

function init(args)
  pick = pickers[args[1]]()
  prefix = args[2] .. "-" .. number .. "-"
  asked = 0
  math.randomseed(os.time() + number)
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  wrk.headers["holdfast-account"] = "bench"
  wrk.headers["holdfast-scope"] = "shop"
end

function request()
  asked = asked + 1
  wrk.headers["idempotency-key"] = prefix .. asked
  return wrk.format(nil, "/v1/reservations", nil, '{"items":[{"sku":"' .. pick() .. '","quantity":1}]}')
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answers":%d,"durationMs":%.1f,"p50Ms":%.3f,"p99Ms":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1000, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

-- Shoppers over HTTP, for wrk: wrk -s quote.lua <url> -- <skus>
-- Each request asks for a quote of 10 lines out of that many SKUs. Prints one line of JSON at the end.

local skus

function init(args)
  skus = tonumber(args[1])
  math.randomseed(os.time())
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  wrk.headers["holdfast-account"] = "bench"
  wrk.headers["holdfast-scope"] = "shop"
end

function request()
  local first = math.random(0, skus - 1)
  local lines = {}
  for line = 1, 10 do
    -- 7 apart, so that the ten differ
    local sku = string.format("SKU-%07d", (first + line * 7) % skus)
    lines[line] = '{"sku":"' .. sku .. '","quantity":' .. (line % 3 + 1) .. '}'
  end
  local body = '{"items":[' .. table.concat(lines, ",") .. '],"currency":"EUR","region":"DE"}'
  return wrk.format(nil, "/v1/quotes", nil, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answers":%d,"durationMs":%.1f,"p50Ms":%.3f,"p99Ms":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1000, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

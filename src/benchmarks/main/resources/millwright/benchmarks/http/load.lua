-- What wrk asks for: submits, or the status of jobs in turns. The environment says which, of whom and where.
local status = os.getenv("MILLWRIGHT_LOAD") == "status"
local path = wrk.path
local expected = status and 200 or 201

wrk.headers["Authorization"] = "Bearer " .. os.getenv("MILLWRIGHT_TOKEN")
if not status then
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = '{"definition":"benchmark-batchlet-rush","parameters":{"atATime":1,"seconds":1}}'
end

refused = 0 -- global: wrk reads it from each thread
local threads = {}
local ids = {}
local next = 0

function setup(thread)
    table.insert(threads, thread)
end

function init()
    path = wrk.path
    for id in io.lines(os.getenv("MILLWRIGHT_IDS")) do table.insert(ids, id) end
end

if status then
    function request()
        next = next % #ids + 1
        return wrk.format(nil, path .. "/" .. ids[next] .. "/status")
    end
end

function response(code)
    if code ~= expected then refused = refused + 1 end
end

function done(summary, latency)
    local errors = 0
    for _, thread in ipairs(threads) do errors = errors + (thread:get("refused") or 0) end
    io.write(string.format("wrk requests=%d micros=%d p50=%d p99=%d errors=%d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        errors + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

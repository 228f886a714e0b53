-- Asks for the status of jobs, in turns.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("MILLWRIGHT_TOKEN")

refused = 0 -- global: wrk reads it from each thread
local threads = {}
local ids = {}
local next = 0

function setup(thread)
    table.insert(threads, thread)
end

function init()
    for id in io.lines(os.getenv("MILLWRIGHT_IDS")) do table.insert(ids, id) end
end

function request()
    next = next % #ids + 1
    return wrk.format(nil, "/api/v1/jobs/" .. ids[next] .. "/status")
end

function response(status)
    if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
    local errors = 0
    for _, thread in ipairs(threads) do errors = errors + (thread:get("refused") or 0) end
    io.write(string.format("wrk requests=%d micros=%d p50=%d p99=%d errors=%d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        errors + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

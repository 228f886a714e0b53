-- Submits jobs whose time has not come, so that submitting is measured and not what the jobs do.
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("MILLWRIGHT_TOKEN")
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"definition":"operational-risk-capital","parameters":{"year":2001},"delay":"P1D"}'

refused = 0 -- global: wrk reads it from each thread
local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function response(status)
    if status ~= 201 then refused = refused + 1 end
end

function done(summary, latency)
    local errors = 0
    for _, thread in ipairs(threads) do errors = errors + (thread:get("refused") or 0) end
    io.write(string.format("wrk requests=%d micros=%d p50=%d p99=%d errors=%d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        errors + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

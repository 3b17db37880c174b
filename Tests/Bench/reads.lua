-- Plain GETs with a token; arguments: token, Accept, then the queries to take in turn (none: the address as it is).
local queries, turn, path = {}, 0, nil

function init(args)
  wrk.headers["Authorization"] = "Bearer " .. args[1]
  wrk.headers["Accept"] = args[2]
  for i = 3, #args do queries[#queries + 1] = args[i] end
  path = wrk.path
end

function request()
  if #queries == 0 then return wrk.format() end
  turn = turn % #queries + 1
  return wrk.format("GET", path .. queries[turn])
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.3f %.3f %.3f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000, summary.requests,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

-- Every request is another visitor: a check-in as a program at the door sends it, with an id of its own.
local template = '{"id": "%s", "visitor": {"name": "示例访客%d", "phone": "13900000001", "party": 1}, ' ..
  '"host": {"room": "%d-2-%d01", "name": "王"}, "purpose": "family", ' ..
  '"confirmation": {"method": "intercom", "result": "confirmed"}, ' ..
  '"document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"}, ' ..
  '"pass": %s, "belongings": ""}'
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long microseconds; } moment; int gettimeofday(moment *, void *);")
local now = ffi.new("moment")
local threads = 0
local bearers, turn = {}, 0

function setup(thread)
  thread:set("seed", os.time() * 1000 + threads)
  threads = threads + 1
end

function init(args)
  math.randomseed(seed)
  pass = args[2] or '"auto"'
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Accept"] = "application/json"
  -- Several tokens, of as many estates, take turns.
  for token in args[1]:gmatch("[^,]+") do bearers[#bearers + 1] = "Bearer " .. token end
  failures = 0
end

-- UUIDv7 with the real millisecond, as clients make them: os.time() knows only seconds.
local function id()
  ffi.C.gettimeofday(now, nil)
  local milliseconds = tonumber(now.seconds) * 1000 + math.floor(tonumber(now.microseconds) / 1000)
  return string.format("%08x-%04x-7%03x-%04x-%06x%06x", math.floor(milliseconds / 65536), milliseconds % 65536,
    math.random(0, 4095), 32768 + math.random(0, 16383), math.random(0, 16777215), math.random(0, 16777215))
end

function request()
  local number = math.random(1, 9999)
  turn = turn % #bearers + 1
  wrk.headers["Authorization"] = bearers[turn]
  return wrk.format(nil, nil, nil, string.format(template, id(), number, number % 20 + 1, number % 28 + 1, pass))
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.3f %.3f %.3f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000, summary.requests,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

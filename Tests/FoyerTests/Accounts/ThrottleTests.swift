import Testing

@testable import Foyer

struct ThrottleTests {
  @Test func `Four wrong tries are free, then the wait doubles from 30 seconds to 15 minutes`() {
    #expect((1...4).allSatisfy { Throttle.blockSeconds(afterTries: $0) == 0 })
    #expect([5, 6, 7, 8, 9, 10, 50].map(Throttle.blockSeconds) == [30, 60, 120, 240, 480, 900, 900])
  }

  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("local", "local"),
  ])
  func `An IPv4 address counts alone, an IPv6 address with its whole network`(_ example: (String, String)) {
    #expect(NetworkAddress.group(example.0) == example.1)
  }
}

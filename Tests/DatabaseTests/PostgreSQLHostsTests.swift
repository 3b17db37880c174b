import Foundation
import Testing

@testable import Database

/// Which of an address's hosts are asked, and in which order.
struct PostgreSQLHostsTests {
  private let start = ContinuousClock.now

  private func hosts(_ address: String = "postgres://u:p@a:1,b:2,[::1]:3/db?pool=4") throws -> PostgreSQLHosts {
    try #require(PostgreSQLAddress(address)).hosts
  }

  private func numbers(_ hosts: PostgreSQLHosts, after seconds: Double = 0) -> [Int] {
    hosts.order(at: start + .seconds(seconds)).map(\.number)
  }

  @Test func `Each host has an address of its own, with the user and all parameters`() throws {
    let addresses = try hosts().order(at: start).map(\.address)
    #expect(
      addresses.map { $0.prefix { $0 != "?" } } == [
        "postgres://u:p@a:1/db", "postgres://u:p@b:2/db", "postgres://u:p@[::1]:3/db",
      ])
    #expect(addresses.allSatisfy { $0.contains("target_session_attrs=read-write") && !$0.contains("pool=") })
    #expect(try hosts("postgres://foyer@127.0.0.1:5432/postgres?sslmode=disable").order(at: start).count == 1)
    #expect(try hosts("postgres:///postgres?host=/tmp,/run").order(at: start).count == 1)
    #expect(try hosts("postgres://a,b/postgres?port=1,2").order(at: start).count == 1)
  }

  @Test func `Who was good is asked first`() throws {
    let hosts = try hosts()
    #expect(numbers(hosts) == [0, 1, 2])
    hosts.learn(hosts.order(at: start)[1], isGood: true, after: .seconds(0.1), at: start)
    #expect(numbers(hosts) == [1, 2, 0])
  }

  @Test func `A host that stands still is passed over, and asked by one at a time`() throws {
    let hosts = try hosts("postgres://a,b/db")
    let dead = hosts.order(at: start)[0]
    hosts.learn(dead, isGood: false, after: .seconds(2), at: start)
    #expect(numbers(hosts, after: 0.1) == [1])
    #expect(numbers(hosts, after: 3) == [1, 0])
    #expect(numbers(hosts, after: 3.1) == [1])
    // One that refuses at once costs nothing.
    hosts.learn(dead, isGood: false, after: .seconds(0.01), at: start)
    #expect(numbers(hosts, after: 3.2) == [0, 1])
  }

  @Test func `When all stand still all are asked`() throws {
    let hosts = try hosts("postgres://a,b/db")
    for host in hosts.order(at: start) { hosts.learn(host, isGood: false, after: .seconds(2), at: start) }
    #expect(numbers(hosts, after: 0.1) == [0, 1])
  }
}

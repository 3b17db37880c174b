import Foundation
import Testing

@testable import Foyer

struct PassTests {
  private func pass(_ state: Pass.State) -> Pass {
    Pass(id: "1", post: "p", number: "A-017", state: state, visit: state == .issued ? "v" : nil)
  }

  @Test func `A pass comes back from a visitor, gets lost and found, and ends as void`() throws {
    #expect(try pass(.issued).state(after: .return) == .available)
    #expect(try pass(.issued).state(after: .loss) == .lost)
    #expect(try pass(.available).state(after: .loss) == .lost)
    #expect(try pass(.lost).state(after: .recovery) == .available)
    #expect(try pass(.lost).state(after: .voiding) == .voided)
    #expect(try pass(.available).state(after: .voiding) == .voided)
  }

  @Test func `What a pass's state forbids is named`() {
    #expect(throws: Pass.Refusal(code: "pass_not_out")) { try pass(.available).state(after: .return) }
    #expect(throws: Pass.Refusal(code: "pass_already_lost")) { try pass(.lost).state(after: .loss) }
    #expect(throws: Pass.Refusal(code: "pass_not_lost")) { try pass(.issued).state(after: .recovery) }
    #expect(throws: Pass.Refusal(code: "pass_still_out")) { try pass(.issued).state(after: .voiding) }
  }

  @Test(arguments: Pass.Act.allCases)
  func `Nothing can be done with a void pass`(act: Pass.Act) {
    #expect(throws: Pass.Refusal(code: "pass_voided")) { try pass(.voided).state(after: act) }
  }

  @Test(arguments: ["A-017", "a017", "A17", "a 17", "Ａ－０１７", "17", "017", " A–17 "])
  func `A pass is found by every way to write its number`(text: String) throws {
    #expect(try #require(PassNumber(text)).candidates.first == "A-017")
  }

  @Test(arguments: ["", "A", "ABCDE-1", "A-1234567", "A-０x", "张三", "A-1-2", "👍1", "2-1203", "-"])
  func `What cannot be a pass number is none`(text: String) {
    #expect(PassNumber(text) == nil)
  }

  @Test func `A range reads in order on the rack`() {
    #expect(PassRange(prefix: "B", from: 1, to: 3).numbers == ["B-001", "B-002", "B-003"])
    #expect(PassRange(prefix: "", from: 998, to: 1001).numbers == ["0998", "0999", "1000", "1001"])
  }

  @Test func `A count says what is missing and what should not hang there`() {
    let count = PassCount(expected: ["A-001", "A-002", "A-003"], counted: ["A-001", "A-009"])
    #expect(count.missing == ["A-002", "A-003"])
    #expect(count.extra == ["A-009"])
    #expect(count.event.important)
    #expect(count.event.payload["missing"] == "A-002 A-003")
    #expect(PassCount(expected: ["A-001"], counted: ["A-001"]).agrees)
  }
}

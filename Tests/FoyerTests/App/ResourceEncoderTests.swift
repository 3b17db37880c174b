import Foundation
import Testing

@testable import Foyer

@Suite struct ResourceEncoderTests {
  private struct Inner: Encodable {
    let aName: String?
    let isOn: Bool
  }

  private struct Sample: Encodable {
    let name: String
    let wholeNumber: Int
    let share: Double
    let none: String?
    let words: [String]
    let numbers: [Int]
    let inner: Inner
    let inners: [Inner]
    let facts: [String: String]
    let empty: [String]
  }

  private let sample = Sample(
    name: "引号\" 反斜\\ 行\n制表\t 控制\u{1} 斜/ 😀", wholeNumber: -7, share: 0.5, none: nil, words: ["a", ""], numbers: [1, 2],
    inner: Inner(aName: "x", isOn: true), inners: [Inner(aName: nil, isOn: false)], facts: ["a_b": "c"], empty: [])

  @Test func `It writes what Foundation's encoder writes, with names in snake_case`() throws {
    let foundation = JSONEncoder()
    foundation.keyEncodingStrategy = .convertToSnakeCase
    let own = try JSONSerialization.jsonObject(with: Data(try ResourceEncoder.encode(sample))) as? NSDictionary
    let other = try JSONSerialization.jsonObject(with: try foundation.encode(sample)) as? NSDictionary
    #expect(own != nil)
    #expect(own == other)
  }

  @Test func `A list on its own and an empty object are written too`() throws {
    struct Nothing: Encodable {}
    #expect(String(decoding: try ResourceEncoder.encode(["a", "b"]), as: UTF8.self) == #"["a","b"]"#)
    #expect(String(decoding: try ResourceEncoder.encode([String: Int]()), as: UTF8.self) == "{}")
    #expect(String(decoding: try ResourceEncoder.encode([Nothing()]), as: UTF8.self) == "[{}]")
  }
}

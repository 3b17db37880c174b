import Foundation
import Testing

@testable import Foyer

struct NewPasswordTests {
  @Test(arguments: [
    ("fourteen chars", "too_short"), ("Password12345678", "common"), ("PassW0rdPassW0rd", "common"),
    ("woaini5201314520", "common"), ("qwertyuiopasdfghjkl", "common"), ("123456789012345678", "common"),
    ("aaaaaaaaaaaaaaaa", "common"), ("abababababababab", "common"),
    (String(repeating: "long-", count: 41), "too_many_bytes"), ("baizhi at the desk", "has_name"),
  ])
  func `A password that is guessed first is refused`(_ example: (String, String)) {
    #expect(NewPassword.fault(of: example.0, name: "baizhi") == example.1)
  }

  @Test(arguments: [goodPassword, "十五个汉字连成一句话也可以当密码用", "x7 pq mw zt 9k r2", "🐢🐢🐇🐇🌙🌙⭐️⭐️🐢🐇🌙⭐️🐢🐇🌙"])
  func `Length is what counts, in any script`(_ password: String) {
    #expect(NewPassword.fault(of: password, name: "白芷") == nil)
  }

  @Test func `Words with the usual figures and disguises are common, and unrelated words are not`() {
    #expect(CommonPasswords.contains("p@$$word12345678") && CommonPasswords.contains("admin123admin123"))
    #expect(!CommonPasswords.contains("teapot-ladder-monsoon") && !CommonPasswords.contains("sunshine on the ladder"))
  }

  @Test(arguments: ["000000", "123456", "654321", "121212", "111222", "12345", "1234567", "abcdef", ""])
  func `A PIN that anybody would try is refused`(_ pin: String) {
    #expect(NewPassword.fault(ofPIN: pin) != nil)
    #expect(NewPassword.fault(ofPIN: "135791") == nil)
  }

  @Test func `A password is hashed as it was typed, to its last byte, with the cost of today`() async throws {
    let hasher = PasswordHasher()
    let long = String(repeating: "长", count: 66)
    let stored = try await hasher.hash(long + "a")
    #expect(stored.hasPrefix("scrypt$17$"))
    #expect(try await hasher.verify(long + "a", against: stored))
    #expect(try await !hasher.verify(long + "b", against: stored))
    #expect(PasswordHasher(cost: 18).isOutdated(stored) && !hasher.isOutdated(stored))
    #expect(try await !hasher.verify("", against: hasher.nobody))
  }

  @Test func `A flood of hashings is turned away instead of taking the memory`() async throws {
    let gate = ConcurrencyGate(limit: 1, queue: 2)
    let done = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do {
            try await gate.run { () -> Void in Thread.sleep(forTimeInterval: 0.05) }
            return true
          } catch {
            return false
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(done >= 1 && done < 20)
  }
}

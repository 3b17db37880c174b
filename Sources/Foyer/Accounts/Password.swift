import Crypto
import CryptoExtras
import Foundation

/// Passwords and PINs as the database keeps them: scrypt with N=2^17, r=8, p=1 (OWASP 2023), 128 MB a hashing.
///
/// At most two are hashed at a time: more would let a burst of sign-ins take the machine's memory.
struct PasswordHasher: Sendable {
  /// log2 N. Tests use a smaller one; what is stored names its own.
  let cost: Int
  private let gate: ConcurrencyGate

  init(cost: Int = 17, atOnce: Int = 2) {
    self.cost = cost
    gate = ConcurrencyGate(limit: atOnce)
  }

  func hash(_ password: String) async throws -> String {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    let key = try await derive(password, salt: salt, cost: cost)
    return "scrypt$\(cost)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
  }

  /// Compares in constant time. A stored text that is not ours never matches.
  func verify(_ password: String, against stored: String) async throws -> Bool {
    let parts = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, parts[0] == "scrypt", let cost = Int(parts[1]), (1...20).contains(cost),
      let salt = Data(base64Encoded: parts[2])
    else { return false }
    let key = try await derive(password, salt: salt, cost: cost)
    return Secret.matches(key.base64EncodedString(), parts[3])
  }

  private func derive(_ password: String, salt: Data, cost: Int) async throws -> Data {
    try await gate.run {
      let key = try KDF.Scrypt.deriveKey(
        from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
        rounds: 1 << cost, blockSize: 8, parallelism: 1, maxMemory: (128 << cost) * 8 + (1 << 20))
      return key.withUnsafeBytes { Data($0) }
    }
  }
}

/// Lets a few through at a time and runs them off the cooperative threads.
actor ConcurrencyGate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) {
    free = limit
  }

  nonisolated func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    await enter()
    let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<T, any Error>, Never>) in
      DispatchQueue.global().async { continuation.resume(returning: Result(catching: body)) }
    }
    await leave()
    return try result.get()
  }

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

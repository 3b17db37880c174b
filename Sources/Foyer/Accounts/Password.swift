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
    gate = ConcurrencyGate(limit: atOnce, queue: 20)
  }

  private init(cost: Int, gate: ConcurrencyGate) {
    self.cost = cost
    self.gate = gate
  }

  /// A stored text that nothing matches, at the usual cost: an unknown name takes as long as a wrong password.
  var nobody: String { "scrypt$\(cost)$AAAAAAAAAAAAAAAAAAAAAA==$" }

  /// PINs change hands at a busy desk. Their hash may cost less, because a key outside of the database went into
  /// them first (`Vault.pepper`) and only five tries are given.
  var forPINs: PasswordHasher { PasswordHasher(cost: min(cost, 14), gate: gate) }

  /// Whether a stored text was made with other parameters than today's and should be made anew.
  func isOutdated(_ stored: String) -> Bool { !stored.hasPrefix("scrypt$\(cost)$") }

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
  private let queue: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(limit: Int, queue: Int) {
    free = limit
    self.queue = queue
  }

  /// Throws when the queue is full.
  nonisolated func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await enter()
    let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<T, any Error>, Never>) in
      DispatchQueue.global().async { continuation.resume(returning: Result(catching: body)) }
    }
    await leave()
    return try result.get()
  }

  private func enter() async throws {
    if free > 0 {
      free -= 1
    } else {
      // A flood of sign-ins is turned away; whoever is already waiting still gets his turn.
      guard waiting.count < queue else { throw LobbyError.tooMany(retryAfterSeconds: 5) }
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

/// Finds out who stands behind a name and password, or a face on the screen and a PIN. Every try is counted in the
/// store before it is checked, so that neither a restart nor many tries at once get past the limits.
struct SignIn: Sendable {
  let lobby: Lobby
  let now: Instant
  /// As the network says it.
  let address: String
  let browser: EnrolledBrowser?

  enum Outcome: Sendable {
    case welcome(Account)
    /// One answer for all that can be wrong.
    case wrong
    case wait(seconds: Int)
    /// Five wrong PINs: only the password opens now.
    case pinBlocked
  }

  func check(name: String, password: String, estate: String) async throws -> Outcome {
    let account = try await lobby.read { try $0.account(named: name, of: estate) }
    let subjects = subjects(of: account, name: name, estate: estate)
    if let seconds = try await take(subjects) { return .wait(seconds: seconds) }
    let stored = account?.password ?? lobby.passwords.nobody
    let isRight = try await lobby.passwords.verify(password, against: stored)
    guard let account, isRight, password.utf8.count <= NewPassword.mostBytes else {
      if let account { try await tellOfBlock(account, subjects: subjects, estate: estate) }
      return .wrong
    }
    let renewed = lobby.passwords.isOutdated(stored) ? try await lobby.passwords.hash(password) : nil
    try await lobby.write(in: estate) { tx in
      try tx.clearTries(subjects)
      // The password opened the door: the PIN counts again, and a link that somebody asked for is not needed.
      try tx.clearFailedTries(of: account.id, estate: estate)
      if let renewed { try tx.keepPassword(renewed, for: account.id, of: estate) }
    }
    return .welcome(account)
  }

  /// Only on an enrolled browser, and only so often.
  func check(account id: String, pin: String, on browser: EnrolledBrowser) async throws -> Outcome {
    let taken = try await lobby.write(in: browser.estate) { tx in
      guard let account = try tx.account(id, of: browser.estate), account.pin != nil, account.disabledAt == nil else {
        return nil as (account: Account, isLeft: Bool)?
      }
      return (account, try tx.takePINTry(of: id, estate: browser.estate))
    }
    guard let taken, let stored = taken.account.pin else { return .wrong }
    guard taken.isLeft else { return .pinBlocked }
    let peppered = lobby.vault.pepper(pin, for: id)
    guard try await lobby.passwords.forPINs.verify(peppered, against: stored) else {
      if taken.account.pinTries + 1 >= Account.pinTryLimit {
        try await record(.init(kind: .accountBlocked, subject: id, payload: ["way": "pin"]), estate: browser.estate)
        return .pinBlocked
      }
      return .wrong
    }
    try await lobby.write(in: browser.estate) { try $0.clearPINTries(of: id, estate: browser.estate) }
    return .welcome(taken.account)
  }

  /// An enrolled browser counts for itself: whoever guesses from elsewhere must not lock the desk out.
  private func subjects(of account: Account?, name: String, estate: String) -> [TrySubject] {
    let hash = lobby.vault.hash("\(estate)|\(name)", purpose: "sign-in name")
    if let browser, browser.estate == estate { return [.browser(browser.id, account: hash)] }
    let who: TrySubject = account.map { .account($0.id, estate: estate) } ?? .stranger(nameHash: hash)
    return [who, .address(NetworkAddress.group(address))]
  }

  /// Takes one try of each, or says for how many seconds none is to be had.
  private func take(_ subjects: [TrySubject]) async throws -> Int? {
    let now = now
    return try await lobby.write(in: Lobby.house) { tx in
      if let seconds = try tx.wait(for: subjects, at: now) { return seconds }
      for subject in subjects { try tx.countTry(subject, at: now) }
      return nil
    }
  }

  private func tellOfBlock(_ account: Account, subjects: [TrySubject], estate: String) async throws {
    let now = now
    guard let seconds = try await lobby.read({ try $0.wait(for: subjects, at: now) }) else { return }
    lobby.logBlockedSignIn(from: address, seconds: seconds)
    try await record(
      .init(kind: .accountBlocked, subject: account.id, payload: ["way": "password", "seconds": String(seconds)]),
      estate: estate)
  }

  private func record(_ event: JournalEntry.Event, estate: String) async throws {
    let now = now
    try await lobby.write(in: estate) { tx in
      guard let post = try tx.posts(of: estate).first else { return }
      try tx.record(event, by: .program(estate: estate, post: post.id, at: now))
    }
  }
}

extension JournalAuthor {
  /// What nobody in particular did: the program noticed it.
  static func program(estate: String, post: String, at now: Instant) -> JournalAuthor {
    JournalAuthor(estate: estate, post: post, account: "foyer", name: "Foyer", at: now)
  }
}

/// How long somebody waits after wrong tries: nothing for the first few, then doubling from 30 seconds to 15 minutes.
struct Throttle: Sendable {
  /// Tries that are free.
  let free: Int
  /// Without a try for so long, counting starts again. Nil: only a right answer clears the count.
  let forgottenAfterMinutes: Int?

  static let account = Throttle(free: 5, forgottenAfterMinutes: nil)
  /// A whole office may stand behind one address.
  static let address = Throttle(free: 30, forgottenAfterMinutes: 60)

  static func blockSeconds(afterTries tries: Int) -> Int { account.blockSeconds(afterTries: tries) }

  func blockSeconds(afterTries tries: Int) -> Int {
    guard tries >= free else { return 0 }
    return min(30 << min(tries - free, 10), 900)
  }
}

/// What tries are counted for.
enum TrySubject: Sendable, Equatable {
  case account(String, estate: String)
  /// A name that nobody has waits like one that somebody has, so that neither can be told apart.
  case stranger(nameHash: String)
  /// A network address, IPv6 by its /64: one machine owns all of that.
  case address(String)
  /// One account at an enrolled browser: tries from elsewhere never lock the desk out.
  case browser(String, account: String)

  var throttle: Throttle {
    if case .address = self { return .address }
    return .account
  }

  /// The key in the table of tries; accounts count in their own row.
  var key: String {
    switch self {
    case .account(let id, let estate): "account/\(estate)/\(id)"
    case .stranger(let hash): "stranger/\(hash)"
    case .address(let address): "address/\(address)"
    case .browser(let id, let account): "browser/\(id)/\(account)"
    }
  }
}

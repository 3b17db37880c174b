import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// Who may do what, held against a file that is read in review: a changed guard shows as a changed line.
///
/// After an operation was added, `FOYER_WRITE_PERMISSIONS=1 swift test --filter PermissionMatrixTests` writes the file
/// anew; read the difference before you commit it.
struct PermissionMatrixTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().appendingPathComponent("permissions.txt")
  /// What touches residents or visitors: nothing of it is for an administrator.
  static let personal = Set(Permission.allCases).subtracting([
    .seeStaff, .keepStaff, .enrolBrowsers, .keepTokens, .seeSettings, .keepSettings,
  ])

  static func line(_ operation: Foyer.Operation) -> String {
    let who =
      switch operation.access {
      case .open: "anyone"
      case .here: "this machine or signed in"
      case .signedIn: "signed in"
      case .person: "person"
      case .may(let permission): Role.people.filter(permission.roles.contains).map(\.rawValue).joined(separator: " ")
      }
    return "\(operation.method.rawValue) \(operation.path): \(who)"
  }

  @Test func `Every operation is open to exactly the roles of the checked-in table`() throws {
    let lines = SiteMap.operations.map(Self.line).sorted()
    if ProcessInfo.processInfo.environment["FOYER_WRITE_PERMISSIONS"] != nil {
      try (lines.joined(separator: "\n") + "\n").write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.filter { !expected.contains($0) } == [], "not in permissions.txt")
    #expect(expected.filter { !lines.contains($0) } == [], "no longer true")
  }

  @Test func `The router lets in whom the table lets in, and nobody else`() async throws {
    let house = try await TestLobby.open()
    var tokens: [Role: String] = [:]
    for role in Role.allCases { tokens[role] = try await house.token(role) }
    let all = tokens
    try await house.story { client async throws in
      for operation in SiteMap.operations {
        guard case .may(let permission) = operation.access else { continue }
        let path = operation.path.replacing(#/\{[a-z]+\}/#, with: Identifier.make(at: house.clock.now))
        let method = HTTPRequest.Method(operation.method)
        #expect(try await client.json(method, path).status == 401, "\(operation.id) without a token")
        for (role, token) in all {
          let status = try await client.json(method, path, method == .get ? nil : "{}", token: token).status
          let isRefused = status == 403
          #expect(isRefused == !permission.roles.contains(role), "\(operation.id) as \(role): \(status)")
          #expect(status < 500, "\(operation.id) as \(role)")
        }
      }
    }
  }

  /// Looking that is told in the record: the only thing that these write is the trace.
  static let looking: Set<String> = [
    "/register/prints", "/register/exports", "/reception-register/prints", "/handovers/{id}/prints", "/journal/prints",
    "/check-sheets/{kind}/prints", "/roster-sheet/prints", "/roster-sheet/exports",
  ]

  @Test func `An auditor reads and never writes`() {
    for operation in SiteMap.operations where operation.method != .get && !Self.looking.contains(operation.path) {
      guard case .may(let permission) = operation.access else { continue }
      #expect(!permission.roles.contains(.auditor), "\(operation.id)")
    }
  }

  @Test func `An administrator keeps accounts and settings and sees no resident and no visitor`() {
    #expect(Role.administrator.permissions.isDisjoint(with: Self.personal))
  }

  @Test func `A program may what its scopes name, and a role's token what both name`() {
    func principal(_ role: Role, _ scopes: Set<Permission>?) -> Principal {
      Principal(account: "a", name: "a", role: role, estate: "e", post: "p", scopes: scopes)
    }
    #expect(principal(.program, [.seeVisits]).may(.seeVisits))
    #expect(!principal(.program, [.seeVisits]).may(.registerVisits))
    #expect(!principal(.program, nil).may(.seeVisits))
    #expect(!principal(.attendant, [.revealNumbers]).may(.revealNumbers))
    #expect(!principal(.attendant, [.seeVisits]).may(.registerVisits))
    #expect(Permission.allCases.allSatisfy { !$0.roles.contains(.program) })
  }
}

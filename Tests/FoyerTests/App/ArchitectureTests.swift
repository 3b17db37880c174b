import Foundation
import Testing

@testable import Foyer

/// What a file may lean on follows from its role, and its role stands in its name.
struct ImportTests {
  /// Roles of the product's files, the first that fits. Everything else is a plain noun.
  private static let roles: [(name: String, fits: @Sendable (SourceTree.File) -> Bool, imports: Set<String>)] = [
    (
      "App", { $0.path.hasPrefix("Sources/Foyer/App/") },
      [
        "Configuration", "Crypto", "Database", "HTTPTypes", "Hummingbird", "IdentityDocuments", "Logging", "Metrics",
        "NIOCore", "Pages", "ServiceLifecycle", "Spreadsheets", "UnixSignals",
      ]
    ),
    ("Demo", { $0.path.hasPrefix("Sources/Foyer/Demo/") }, ["Database", "IdentityDocuments", "Pages"]),
    (
      "Store", { $0.name.hasSuffix("Store") || $0.name.hasSuffix("Stores") },
      ["Crypto", "Database", "IdentityDocuments", "Pages", "Spreadsheets"]
    ),
    (
      "Controller", { $0.name.hasSuffix("Controller") || $0.name.hasSuffix("Controllers") },
      ["HTTPTypes", "Hummingbird", "IdentityDocuments", "NIOCore", "Pages", "Spreadsheets"]
    ),
    // A filter reads the query of an address.
    ("Filter", { $0.name.hasSuffix("Filter") }, ["Hummingbird", "Pages"]),
    (
      "Form or page", { $0.name.contains(/(Form|Forms|Page|Pages|Words|Notes|Trail|Place)$|^NewPassword$/) },
      ["Crypto", "IdentityDocuments", "Pages", "Spreadsheets"]
    ),
    (
      "Secret", { $0.path.contains(/\/(Privacy|Accounts|Sealing)\//) && $0.imports.contains("Crypto") },
      ["Crypto", "CryptoExtras"]
    ),
  ]
  private static let everywhere: Set<String> = ["Foundation", "Synchronization"]
  private static let plain: Set<String> = ["IdentityDocuments", "Spreadsheets"]

  @Test func `A file of the product imports what its role allows`() {
    for file in SourceTree.product() {
      let role = Self.roles.first { $0.fits(file) }
      let extra = file.imports.subtracting(Self.everywhere).subtracting(role?.imports ?? Self.plain)
      #expect(extra.isEmpty, "\(file.path) (\(role?.name ?? "plain noun")) may not import \(extra.sorted())")
    }
  }

  /// What stands beside the product, and what it may lean on.
  private static let kits: [String: Set<String>] = [
    "FoyerCommand": ["ArgumentParser", "CMalloc", "Foyer"],
    "Pages": ["CQREncode", "Hummingbird", "Mustache"],
    "Database": ["CPostgres", "CSQLite", "GRDB", "GRDBSQLite", "Logging"],
    "IdentityDocuments": [],
    "Spreadsheets": ["CZip", "FoundationXML", "SwiftCSV"],
  ]

  @Test func `Every folder of Sources is the product or a kit with a rule, and none is empty`() {
    let folders = Set(SourceTree.swift.map { String($0.path.split(separator: "/")[1]) })
    #expect(folders == Set(Self.kits.keys).union(["Foyer"]))
  }

  @Test func `A Debian package that Package.swift needs is installed by bin/prepare`() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: SourceTree.root.appendingPathComponent(path), encoding: .utf8)
    }
    let needed = try text("Package.swift").matches(of: /\.apt\(\["([^"]+)"\]\)/).map { String($0.1) }
    let installed = Set(try text("bin/prepare").split { " ()\n".contains($0) }.map(String.init))
    #expect(!needed.isEmpty && Set(needed).subtracting(installed).isEmpty)
  }

  @Test(arguments: kits) func `A kit knows no lobby and leans on little`(kit: String, allowed: Set<String>) {
    for file in SourceTree.swift where file.path.hasPrefix("Sources/\(kit)/") {
      let extra = file.imports.subtracting(Self.everywhere).subtracting(allowed).subtracting(["Glibc"])
      #expect(extra.isEmpty, "\(file.path) may not import \(extra.sorted())")
    }
  }

  @Test func `Only one file of a kit knows each engine`() {
    for (library, folder) in [
      ("GRDB", "Sources/Database/SQLite/"), ("GRDBSQLite", "Sources/Database/SQLite/"),
      ("CSQLite", "Sources/Database/SQLite/"),
      ("CPostgres", "Sources/Database/PostgreSQL/"),
    ] {
      for file in SourceTree.swift where file.imports.contains(library) {
        #expect(file.path.hasPrefix(folder), "\(file.path) imports \(library)")
      }
    }
  }

  @Test func `SQL stands only in stores and in the kit for it`() {
    let statement = #/"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) |^\s*(SELECT|INSERT INTO|DELETE FROM) /#
    for file in SourceTree.swift {
      let mayHoldSQL = file.path.hasPrefix("Sources/Database/") || file.name.contains(/Stores?$/)
      let holdsSQL = file.lines.contains { $0.contains(statement) }
      #expect(mayHoldSQL || !holdsSQL, "\(file.path) holds SQL")
    }
  }
}

/// The site map is made of whatever goes through the table of routes; nothing goes past it.
struct RouteTests {
  @Test func `Routes are made by the table of routes, but for files and the bench's constant`() {
    let others = [
      "Sources/Foyer/App/Application.swift": ["/assets/**"], "Sources/Foyer/App/Bench.swift": ["/bench/constant"],
    ]
    for file in SourceTree.product() where file.name != "RouteTable" {
      let made = file.text.matches(of: /\brout(?:er|es)\.(?:get|post|put|patch|delete|head|ws|on|group)\(\s*"([^"]*)"/)
        .map { String($0.1) }
      #expect(made == others[file.path] ?? [], "\(file.path)")
    }
  }
}

/// Small on purpose, so that one file and one function fit into one look.
struct SizeTests {
  @Test func `No file is longer than 400 lines`() {
    for file in SourceTree.swift + SourceTree.files("Tests", ending: ".swift") + SourceTree.scripts {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `No function is longer than 50 lines`() {
    for file in SourceTree.swift {
      for function in functions(of: file) where function.length > 50 {
        Issue.record("\(file.path):\(function.line) is a function of \(function.length) lines")
      }
    }
  }

  /// Functions and how long they are, by the indentation of their last brace: the formatter keeps it honest.
  private func functions(of file: SourceTree.File) -> [(line: Int, length: Int)] {
    var open: [(line: Int, indentation: Int)] = []
    var found: [(line: Int, length: Int)] = []
    for (number, line) in file.bareLines.enumerated() {
      let indentation = line.prefix { $0 == " " }.count
      let code = line.dropFirst(indentation)
      guard !code.isEmpty else { continue }
      if code.hasPrefix("}"), let last = open.last, last.indentation == indentation {
        found.append((last.line, number + 2 - last.line))
      }
      let begins = code.contains(/^([\w@() ]+ )?(func |init[?(<])/)
      open.removeAll {
        $0.indentation > indentation || $0.indentation == indentation && (begins || code.hasPrefix("}"))
      }
      if begins && !code.hasSuffix("}") { open.append((number + 1, indentation)) }
    }
    return found
  }

  @Test func `Nothing is written twice`() {
    let window = 8
    var seen: [String: String] = [:]
    for file in SourceTree.swift {
      let lines = file.lines.enumerated().map { ($0.offset + 1, $0.element.trimmingCharacters(in: .whitespaces)) }
        .filter { !$0.1.isEmpty && !$0.1.hasPrefix("//") && !$0.1.hasPrefix("import ") && $0.1.count > 3 }
      guard lines.count >= window else { continue }
      for start in 0...(lines.count - window) {
        let part = lines[start..<start + window]
        let text = part.map(\.1).joined(separator: "\n")
        let place = "\(file.path):\(lines[start].0)"
        if let first = seen[text] {
          Issue.record("\(place) repeats \(first)")
          break
        }
        seen[text] = place
      }
    }
  }
}

/// A trap stops the whole lobby, so nothing is forced.
struct ForceTests {
  /// Shapes whose value is a literal in the program text: they fail at the first start or never.
  private static var literals: [Regex<Substring>] { [/\.Name\(""\)!/, /\.init\(""\)!/, /EstateZone\(""\)!/] }

  @Test func `Nothing is unwrapped, cast or tried by force`() {
    for file in SourceTree.swift {
      for (number, line) in file.bareLines.enumerated() {
        let line = Self.literals.reduce(line) { $0.replacing($1, with: "") }
        #expect(!line.contains(/\b(try|as)!/), "\(file.path):\(number + 1)")
        #expect(!line.contains(/[\w)\]"]!(?![=\w])/), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `Only the clock knows what time it is`() {
    for file in SourceTree.product() where file.name != "Instant" {
      for (number, line) in file.bareLines.enumerated() {
        #expect(!line.contains(/\bDate\(\)|\bDate\.now\b/), "\(file.path):\(number + 1) reads the wall clock")
      }
    }
  }

  @Test func `Names are duties, not drawers`() {
    for file in SourceTree.swift {
      #expect(!file.name.contains(/(Manager|Helper|Helpers|Utils|Util|Service)$|\+/), "\(file.path)")
    }
  }
}

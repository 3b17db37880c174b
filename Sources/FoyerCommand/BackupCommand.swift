import ArgumentParser
import Foundation
import Foyer

/// `foyer backup`: a copy of everything, made while the desk serves.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the store while the desk serves; verified, never half a file.",
    subcommands: [Make.self, Key.self], defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a backup (the default).",
      discussion: """
        An older backup of the same name is replaced when the new one is whole. The keys of the installation are not in \
        it: keep them elsewhere. Exit 3: the copy was made, but its record is not as it was sealed.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file to write.") var file: String
    @Option(help: "A public key (foyer backup key); only its private half opens the backup.") var toKey: String?

    func run() async throws {
      if let toKey, !BackupKey.isPublicKey(toKey) {
        throw ValidationError("--to-key: 64 hexadecimal digits of a public key are needed, see foyer backup key.")
      }
      let installation = try Installation.openExisting(data: store.data, database: store.address)
      let made = try await installation.backUp(to: file, key: toKey)
      try installation.close()
      if store.json {
        print(try Printed.json(made))
      } else {
        for problem in made.problems.prefix(20) { print(problem) }
        print("\(made.file): \(made.bytes) bytes, \(made.estates) estates, \(made.entries) entries, verified")
        print("head \(made.head)")
      }
      if !made.ok { throw ExitCode(3) }
    }
  }

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a pair of keys: keeps the private one in a file, prints the public one.",
      discussion: "Do this on another machine than the desk's: the private key opens every backup.")

    @Argument(help: "The new file for the private key.") var file: String
    @Flag(help: "Answer as JSON.") var json = false

    func run() async throws {
      let key = try BackupKey.make(in: file)
      print(json ? #"{"public_key": "\#(key)"}"# : key)
    }
  }
}

/// Backups that the desk makes by itself.
struct BackupOptions: ParsableArguments {
  @Option(help: "A folder into which the desk makes backups by itself (also FOYER_BACKUPS).")
  var backups: String?
  @Option(help: "After how many hours the next one is made (also FOYER_BACKUP_HOURS; otherwise 24).")
  var backupHours: Int?
  @Option(help: "How many are kept (also FOYER_BACKUP_KEEP; otherwise 14).") var backupKeep: Int?
  @Option(help: "A public key to which they are sealed (also FOYER_BACKUP_KEY).")
  var backupKey: String?

  /// Nil when none are wanted. Wrong values are wrong usage.
  func plan() throws -> BackupPlan? {
    guard let backups = backups ?? Self.text("FOYER_BACKUPS") else { return nil }
    do {
      return try BackupPlan(
        folder: backups, everyHours: try backupHours ?? Self.number("FOYER_BACKUP_HOURS") ?? 24,
        keep: try backupKeep ?? Self.number("FOYER_BACKUP_KEEP") ?? 14,
        key: backupKey ?? Self.text("FOYER_BACKUP_KEY"))
    } catch let refusal as CommandRefusal {
      throw ValidationError(refusal.description)
    }
  }

  private static func text(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func number(_ name: String) throws -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text) else { throw ValidationError("\(name) is no number.") }
    return number
  }
}

/// `foyer restore`: a backup into an empty store.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Brings a backup into an empty store; overwrites nothing.",
    discussion: """
      The keys of the installation must lie in the data folder already. Anchors are set aside, and the record says \
      that it was restored, and from which head.
      """)

  @OptionGroup var store: StoreOptions
  @Argument(help: "A file made by foyer backup.") var file: String
  @Option(help: "The private key's file, for a backup that was made with --to-key.") var key: String?
  @Flag(help: "Takes a backup too whose record is not as it was sealed.") var damaged = false

  func run() async throws {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw ValidationError("The file \(file) cannot be read.")
    }
    let restore = Restore(
      file: file, data: store.data, database: store.address, key: key, isDamageTaken: damaged)
    let made = try await restore.run()
    guard !store.json else { return print(try Printed.json(made)) }
    for problem in made.problems.prefix(20) { print(problem) }
    print("\(made.estates) estates, \(made.entries) entries restored; the record ended at head \(made.head)")
  }
}

// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [.enableUpcomingFeature("MemberImportVisibility")]

let package = Package(
  name: "foyer",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "foyer", targets: ["FoyerCommand"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .executableTarget(
      name: "FoyerCommand",
      dependencies: [
        "Foyer", .target(name: "CMalloc", condition: .when(platforms: [.linux])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "Foyer",
      dependencies: [
        "Database", "Pages", "IdentityDocuments", "Spreadsheets",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["Schema", "Templates", "Text", "App/openapi-schemas.json"],
      swiftSettings: settings),
    .target(
      name: "Pages",
      dependencies: [
        "CQREncode",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings),
    .target(
      name: "Database",
      dependencies: [
        "CPostgres", "CSQLite",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(name: "IdentityDocuments", swiftSettings: settings),
    .target(name: "Spreadsheets", dependencies: ["CZip"], swiftSettings: settings),
    .testTarget(
      name: "FoyerTests",
      dependencies: ["Foyer", "Spreadsheets", .product(name: "HummingbirdTesting", package: "hummingbird")],
      exclude: ["Accounts/permissions.txt"],
      swiftSettings: settings),
    .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets"], swiftSettings: settings),
    .testTarget(name: "DatabaseTests", dependencies: ["CSQLite", "Database"], swiftSettings: settings),
    .testTarget(name: "IdentityDocumentsTests", dependencies: ["IdentityDocuments"], swiftSettings: settings),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
  ]
)

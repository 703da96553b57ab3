// swift-tools-version: 6.2
import PackageDescription

/// Strict by default: every relaxation is visible in the source that needs it.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(), .treatAllWarnings(as: .error),
]

/// For what is done once a run, never row by row: to optimize it takes a minute of the six in which a
/// machine with two processors is to build and run the first pipeline, and gains next to nothing.
let once: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A target living in its layer's folder, so that the folders show the architecture.
func target(
  _ name: String, in layer: String, uses others: Target.Dependency...,
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: others, path: "Sources/\(layer)/\(name)", resources: resources,
    swiftSettings: name == "Planning" ? strict + once : strict)
}

/// A C library of the system, seen through one module map.
func systemLibrary(_ name: String, pkgConfig: String, apt package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/Bindings/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([package])])
}

/// The tests of one target.
func tests(
  of name: String, uses others: Target.Dependency..., exclude fixtures: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name)] + others,
    path: "Tests/\(name)Tests", exclude: fixtures, swiftSettings: strict)
}

let package = Package(
  name: "sohoa",
  products: [
    .executable(name: "sohoa", targets: ["sohoa"]),
    .executable(name: "sohoa-generate", targets: ["sohoa-generate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: Core
    .target(name: "CKernels", path: "Sources/Core/CKernels"),
    target("Columnar", in: "Core", uses: "CKernels"),
    target("Dataflow", in: "Core", uses: "Columnar"),
    .target(
      name: "CTables", path: "Sources/Core/CTables",
      exclude: ["README.md", "make-tables", "Tables", "Additions"]),
    target("Tables", in: "Core", uses: "CTables"),
    target("LegacyText", in: "Core", uses: "Columnar", "Tables"),
    target("Registers", in: "Core", uses: "Columnar", "Tables"),
    target("Profiling", in: "Core", uses: "Columnar"),
    target("Linkage", in: "Core", uses: "Columnar"),

    // MARK: Bindings
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    systemLibrary("CLibArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
    systemLibrary("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    systemLibrary("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
    systemLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    .systemLibrary(name: "CGlibc", path: "Sources/Bindings/CGlibc"),
    target("Platform", in: "Bindings", uses: "CGlibc", "Columnar"),
    target("Digests", in: "Bindings", uses: "CCrypto"),
    target("Archives", in: "Bindings", uses: "CZlib", "CLibArchive", "Digests", "Platform"),
    target("Markup", in: "Bindings", uses: "CLibXML2"),
    target("SQLite", in: "Bindings", uses: "CSQLite", "Columnar"),
    target("PostgreSQL", in: "Bindings", uses: "CLibPQ", "Columnar"),

    // MARK: Stages
    target(
      "Extraction", in: "Stages", uses: "Dataflow", "Columnar", "LegacyText", "Archives", "Markup",
      "Platform"),
    target("Validation", in: "Stages", uses: "Dataflow", "Columnar", "Registers"),
    target(
      "Transformation", in: "Stages", uses: "Dataflow", "Columnar", "LegacyText", "Registers",
      "SQLite"),
    target("Loading", in: "Stages", uses: "Dataflow", "Columnar", "SQLite", "PostgreSQL"),
    target("Pairing", in: "Stages", uses: "Dataflow", "Columnar", "Platform", "SQLite"),
    target(
      "Linking", in: "Stages", uses: "Linkage", "Columnar", "Dataflow", "Platform", "Registers",
      "SQLite"),
    target("Consolidation", in: "Stages", uses: "Dataflow", "SQLite"),

    // MARK: Engine
    target(
      "Planning", in: "Engine", uses: "Dataflow", "Columnar", "Extraction", "Validation",
      "Registers", "Transformation", "Loading", "Pairing", "Archives", "Digests", "LegacyText",
      "Platform", "Linkage", "Linking", "Consolidation",
      .product(name: "Yams", package: "Yams")),
    target(
      "Execution", in: "Engine", uses: "Planning", "Dataflow", "Columnar", "Extraction",
      "Validation", "Transformation", "Loading", "Pairing", "Archives", "Digests", "LegacyText",
      "Platform", "Profiling", "Linkage", "Linking", "Consolidation", "SQLite"),

    // MARK: Apps
    target("Generation", in: "Apps", uses: "Archives"),
    .executableTarget(
      name: "sohoa-generate", dependencies: ["Generation"],
      path: "Sources/Apps/sohoa-generate", swiftSettings: strict),
    .executableTarget(
      name: "sohoa",
      dependencies: [
        "Planning", "Execution", "Loading", "Extraction", "Archives", "Dataflow", "Columnar",
        "LegacyText", "Linkage", "Linking", "Consolidation",
        "Platform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Apps/sohoa", swiftSettings: strict + once),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["Platform", "SQLite", "PostgreSQL", "Archives"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    tests(of: "Columnar", uses: "TestSupport", exclude: ["Fixtures"]),
    tests(of: "Dataflow", uses: "Columnar"),
    tests(of: "Tables", exclude: ["Fixtures"]),
    tests(of: "LegacyText", uses: "Columnar", "TestSupport", exclude: ["Fixtures"]),
    tests(of: "Registers", uses: "Archives", "Columnar", "Tables", exclude: ["Fixtures"]),
    tests(of: "Profiling", uses: "Columnar"),
    tests(of: "Linkage", uses: "Columnar"),
    tests(of: "Platform", uses: "Columnar", "TestSupport"),
    tests(of: "Digests"),
    tests(
      of: "Archives", uses: "TestSupport", "Platform", "Digests", exclude: ["Fixtures"]),
    tests(of: "Markup"),
    tests(of: "SQLite", uses: "Columnar", "TestSupport"),
    tests(
      of: "Extraction", uses: "Dataflow", "Columnar", "LegacyText", "Archives", "Markup",
      "TestSupport",
      exclude: ["Fixtures"]),
    tests(of: "Validation", uses: "Dataflow", "Columnar"),
    tests(
      of: "Transformation", uses: "Dataflow", "Columnar", "LegacyText", "Registers", "SQLite"),
    tests(of: "PostgreSQL", uses: "Columnar", "TestSupport"),
    tests(of: "Loading", uses: "Dataflow", "Columnar", "SQLite", "TestSupport"),
    tests(of: "Pairing", uses: "Dataflow", "Columnar", "TestSupport"),
    tests(of: "Linking", uses: "Columnar", "Linkage", "Platform", "SQLite", "TestSupport"),
    tests(of: "Consolidation", uses: "SQLite", "TestSupport"),
    tests(
      of: "Planning", uses: "Dataflow", "Columnar", "Linkage", "Linking", "Consolidation",
      "Validation",
      "TestSupport",
      .product(name: "Yams", package: "Yams")),
    tests(
      of: "Execution", uses: "Planning", "Dataflow", "Columnar", "Loading", "SQLite", "Platform",
      "TestSupport"),
    tests(of: "Generation", uses: "Platform", "TestSupport"),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["TestSupport"], path: "Tests/ArchitectureTests",
      swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests", dependencies: ["sohoa", "TestSupport"],
      path: "Tests/DocumentationTests", swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: ["sohoa", "Generation", "SQLite", "TestSupport"],
      path: "Tests/PipelineTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "sohoa", "sohoa-generate", "Generation", "Execution", "PostgreSQL", "SQLite", "Platform",
        "TestSupport",
      ],
      path: "Tests/CommandTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

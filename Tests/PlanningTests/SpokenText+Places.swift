extension SpokenText {
  /// Functions whose literals are said, or become part of what is said, by file.
  static let bodies: [String: [String]] = [
    "CorrectionCheck.swift": ["struct CorrectionCheck"],
    "DBFHeader.swift": ["var codePageNote: String"],
    "Database+Library.swift": ["var missingFeatures: [String]"],
    "Database+Server.swift": ["let rights = "],
    "DefinitionNode.swift": ["var kind: String"],
    "EncodingVerdict.swift": ["var evidence: String"],
    "Examination+Server.swift": ["func server("],
    "Examination.swift": ["struct Examination"],
    "JSONOutline.swift": ["enum Flaw: String"],
    "JSONValue.swift": ["var kind: String"],
    "PipelineGraph.swift": [
      "var formatName: String", "notes(of source: SourcePlan)", "notes(of stage: StagePlan)",
    ],
    "Plan.swift": ["func excess("],
    "ScanInspection.swift": ["struct ScanInspection"],
    "PDFEnd.swift": ["struct PDFEnd"],
    "Shape+Fitting.swift": ["var wanted: String", "var kind: String", "func number("],
    "Shape.swift": ["var wanted: String"],
    "YAMLReader.swift": ["func noteSyntax("],
    "StructureCheck.swift": ["func place("],
    "TableSchema+Columns.swift": ["func refuse(absent", "func refuse(strange"],
    "TextEncoding+Resolution.swift": ["-> Resolution? "],
    "XMLBreak.swift": ["func sentence(", "func schema("],
  ]

  /// What stands before arguments that are said, or become part of what is said, by the beginning of
  /// the file's name.
  ///
  /// A frame is the whole sentence, where the argument is only its first blank.
  static let arguments: [(file: String, pattern: String, frame: String?)] = [
    ("", #"\bDiagnostic\(\s*[a-z]\w*, (?=")"#, nil),
    ("", #"\b(?=[A-Z])\w*(?:Problem|Error|Failure|Fault)\(\s*(?:message: (?!String)|(?="))"#, nil),
    ("", #"\boperation: (?=")"#, "cannot {} {}: {}"),
    ("", #"\bsay\((?=")"#, nil),
    ("", #"\b(?:help|abstract|discussion): (?:ArgumentHelp\()?(?=")"#, nil),
    ("", #"\b(?:help|abstract|discussion):\s*\n\s*(?=")"#, nil),
    ("", #"\bArgumentHelp\(\s+(?=")"#, nil),
    ("PipelineGraph", #"\bnotes: "#, nil),
    ("PipelineGraph", #"\btitle = (?=")"#, nil),
    ("Socket", #"\bfailure\((?=")"#, "cannot {} {}: {}"),
    ("Directory", #"\bfailure\((?=")"#, "cannot {} {}: {}"),
    ("", #"\b(?:transaction|telling)\((?=")"#, "cannot {} the database {}: {}"),
    ("", #"\bcommitting\(&chunks, (?=")"#, "cannot {} the database {}: {}"),
    ("", #"\bdoing: (?=")"#, "cannot {} the database {}: {}"),
    ("", #"\b(?:XMLBreak|OCRBreak)\.broken\(\s*(?=")"#, nil),
    ("", #"\bSheetBreak\.part\([^,]+, "#, nil),
    ("", #"\bunclear\(\s*\w+, "#, nil),
    ("StandardStream", #"\bpath: (?=")"#, nil),
    ("Socket", #"\bpath: (?=")"#, nil),
    ("CaseComparison", #"\bplace:\s"#, nil),
    ("RowAlignment", #"\bplace:\s"#, nil),
    ("CaseDecoder", #"\bunknown\((?=")"#, nil),
    ("DBFHeader", #"\bdamaged\("#, nil),
    ("JSONParser", #"\bunexpected\("#, nil),
    ("LinkCompiler", #"\bkind: "#, nil),
    ("PatternParser", #"\bproblem\((?=")"#, nil),
    ("ReferenceCheck", #"\b(?:of place: String = |columns, of: |, for: )(?=")"#, nil),
    ("SchemaReader", #", (?="an? )"#, nil),
    ("SchemaReader", #"\blet missing =(?=\s)"#, nil),
    ("SchemaReader", #"\bwrongKind\(\w+, [^,]+, "#, nil),
    ("SheetXML", #"\bSheetBreak\.part\((?="o)"#, "the workbook's part {} {}"),
    ("SharedStrings", #"\bSheetBreak\.part\("#, "the workbook's part {} {}"),
    ("SheetBreak", #"\bpart\("[^"]+", "#, nil),
    ("SheetFile", #"\bunreadable\((?!_)"#, nil),
    ("ImageHeaders", #"\bbroken\((?=")"#, nil),
    ("TIFFDirectory", #"\bbroken\((?=")"#, nil),
    ("HeaderWalk", #"\bbroken\((?=")"#, nil),
    ("SourceSurvey", #"\bskipped\.append\(\(\w+, "#, nil),
    ("TableSchema+Columns", #"\bmismatch\(\s*"#, nil),
    ("TableSchema+Columns", #"\bmismatch\(\s*"[^"]+", "#, nil),
    ("TraceCommand", #"\bunknown\((?=")"#, nil),
    ("UndoHindrance", #"\brefuse\(\s*(?:\w+|"{3}[^"]+"{3}), "#, nil),
    ("XMLPath", #"\bfailure\(text, "#, nil),
  ]

  /// Where messages come from that are not written where they are given: parts looked into above, and
  /// what a library says.
  static let origins: Set<String> = [
    "Console.swift: error.description",
    "CorrectionImport.swift: error.description",
    "Discovery+Memos.swift: error.description",
    "Discovery.swift: error.description",
    "LinkCompiler.swift: error.message",
    "MemoFile.swift: error.description",
    "PostgreSQLError+Diagnostic.swift: what",
    "Runner.swift: error.description",
    "SQLiteError+Diagnostic.swift: what",
    "ScanFiles.swift: error.description",
    "SchemaReader+FieldType.swift: error.message",
    "SharedStrings.swift: error.description",
    "StageCompiler.swift: problem.message",
    "TableSchema+Columns.swift: message",
    "WrongArguments.swift: message",
    "XMLBreak.swift: error.message",
    "YAMLReader.swift: message",
    "YAMLReader.swift: what",
  ]

  /// What is the same in both languages, or said to nobody.
  static let others: Set<String> = [
    "SQLite", "libpq", "libxml2", "zlib", "libarchive", "LC_CTYPE", "LANG", "/proc/meminfo",
    "LC_ALL", "OK", "WARN", "FAIL", "SIGINT", "SIGTERM", "ANSI", "0x{}", "int8", "xref", "%PDF-",
    "CSV", "DBF", "JSON", "OCR", "XLSX", "XML",
    "bash:  sohoa completion bash > ~/.local/share/bash-completion/completions/sohoa",
    "zsh:   sohoa completion zsh > \"${fpath[1]}/_sohoa\"",
    "fish:  sohoa completion fish > ~/.config/fish/completions/sohoa.fish",
    "load.{}", "cannot pthread_create {}: {}", "cannot {} the database {}: {}", "SH3208", "SH5511",
    ".sohoa/database.sqlite", "wrong number of arguments to function ", "#/$defs/{}",
  ]
}

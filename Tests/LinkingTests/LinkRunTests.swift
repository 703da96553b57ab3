import Linkage
import SQLite
import Testing

@testable import Linking

@Suite struct LinkRunTests {}

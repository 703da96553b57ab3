import Planning
import Testing

@Suite struct BrokenDefinitionTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let report: String
  }

  @Test("Everything wrong is reported at once, with line, caret and remedy", arguments: cases)
  func report(broken: Case) {
    let definition = DefinitionFixture.read(broken.text)
    #expect(DefinitionFixture.report(definition) == broken.report)
    #expect(!definition.isRunnable)
  }

  static let cases: [Case] = [
    Case(
      testDescription: "An empty file",
      text: "",
      report: #"""
        p.yaml: error SH1008: the definition is empty

        """#),
    Case(
      testDescription: "A list at the top",
      text: #"""
        - a

        """#,
      report: #"""
        p.yaml:1:1: error SH1103: a definition must be a map, not a list
          1 | - a
            | ^ begin with 'sohoa: 1'

        """#),
    Case(
      testDescription: "A wrong version and a wrong name",
      text: #"""
        sohoa: 2
        name: Khai Sinh

        """#,
      report: #"""
        p.yaml:1:1: error SH1102: the definition lacks the key 'extract'
          1 | sohoa: 2
            | ^^^^^ add 'extract': The named sources to read.
        p.yaml:1:1: error SH1102: the definition lacks the key 'load'
          1 | sohoa: 2
            | ^^^^^ add 'load': The named tables to load.
        p.yaml:1:8: error SH1106: version '2' of the definition language is not supported
          1 | sohoa: 2
            |        ^ write 1
        p.yaml:2:7: error SH1104: 'Khai Sinh' is not valid for name
          2 | name: Khai Sinh
            |       ^^^^^^^^^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63

        """#),
    Case(
      testDescription: "Misspelt and misplaced keys",
      text: #"""
        sohoa: 1
        nmae: p
        extract:
          s:
            file: a.csv
            delimiter: ';'
            csv: { name: x }
        load:
          t: { mode: upsrt, keys: [a] }

        """#,
      report: #"""
        p.yaml:2:1: error SH1101: unknown key 'nmae' in the definition
          2 | nmae: p
            | ^^^^ did you mean 'name'?
        p.yaml:5:5: error SH1101: unknown key 'file' in extract.s
          5 |     file: a.csv
            |     ^^^^ did you mean 'files'?
        p.yaml:6:5: error SH1101: unknown key 'delimiter' in extract.s
          6 |     delimiter: ';'
            |     ^^^^^^^^^ 'delimiter' belongs under 'csv'
        p.yaml:7:12: error SH1101: unknown key 'name' in extract.s.csv
          7 |     csv: { name: x }
            |            ^^^^ the keys here are 'delimiter', 'header', 'encoding', 'quote'
        p.yaml:9:14: error SH1104: 'upsrt' is not valid for load.t.mode
          9 |   t: { mode: upsrt, keys: [a] }
            |              ^^^^^ did you mean 'upsert'?
        p.yaml:9:21: error SH1101: unknown key 'keys' in load.t
          9 |   t: { mode: upsrt, keys: [a] }
            |                     ^^^^ did you mean 'key'?

        """#),
    Case(
      testDescription: "Misspelt and misindented steps",
      text: #"""
        sohoa: 1
        name: p
        extract:
          s: { files: a.csv, csv: {}, fields: { a: A, b: B } }
        transform:
          - mpa: { x: a }
          - filter: 'a > 1'
            check: { code: E }
          - check:
            code: E-X
            expression: a
        load:
          t: { key: [a, x] }

        """#,
      report: #"""
        p.yaml:6:5: error SH1101: unknown step 'mpa' in transform[1]
          6 |   - mpa: { x: a }
            |     ^^^ did you mean 'map'?
        p.yaml:8:5: error SH1105: transform[2] has both 'filter' and 'check'
          8 |     check: { code: E }
            |     ^^^^^ begin a new step with '- check:'
        p.yaml:8:12: error SH1102: transform[2].check lacks the key 'expression'
          8 |     check: { code: E }
            |            ^ add 'expression': An SQL expression that must not be false.
        p.yaml:9:11: error SH1103: transform[3].check must be a map or a list, not nothing
          9 |   - check:
            |           ^
        p.yaml:10:5: error SH1101: unknown step 'code' in transform[3]
          10 |     code: E-X
             |     ^^^^ 'code' belongs under 'check': indent it further
        p.yaml:11:5: error SH1101: unknown step 'expression' in transform[3]
          11 |     expression: a
             |     ^^^^^^^^^^ 'expression' belongs under 'check': indent it further

        """#),
    Case(
      testDescription: "Columns that are not there",
      text: #"""
        sohoa: 1
        name: p
        extract:
          s: { files: a.csv, csv: {}, fields: { a: A, b: B } }
        transform:
          - map: { họ: a, y: aa }
          - cast: { z: text }
          - rename: { y: q }
          - unique: [yy]

        load:
          t: { key: [q, p] }

        """#,
      report: #"""
        p.yaml:6:12: error SH1107: 'họ' in transform[1].map is not a valid name
          6 |   - map: { họ: a, y: aa }
            |            ^^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
        p.yaml:6:22: error SH1404: there is no column 'aa' at this step
          6 |   - map: { họ: a, y: aa }
            |                      ^^ did you mean 'a'?
        p.yaml:7:13: error SH1404: there is no column 'z' at this step
          7 |   - cast: { z: text }
            |             ^ the columns here are 'họ', 'y'
        p.yaml:9:14: error SH1404: there is no column 'yy' at this step
          9 |   - unique: [yy]
            |              ^^ the columns here are 'họ', 'q'
        p.yaml:12:17: error SH1404: there is no column 'p' in the rows for load.t
          12 |   t: { key: [q, p] }
             |                 ^ the columns here are 'họ', 'q'

        """#),
    Case(
      testDescription: "Keys that occur twice",
      text: #"""
        sohoa: 1
        name: p
        name: q
        extract:
          s: { files: a, csv: {}, files: b }
        load: { t: {} }
        jobs: no

        """#,
      report: #"""
        p.yaml:3:1: error SH1005: the key 'name' occurs twice
          3 | name: q
            | ^^^^ it stands on line 2 already; keep one
        p.yaml:5:27: error SH1005: the key 'files' occurs twice
          5 |   s: { files: a, csv: {}, files: b }
            |                           ^^^^^ it stands on line 5 already; keep one
        p.yaml:7:7: error SH1104: 'no' is not valid for jobs
          7 | jobs: no
            |       ^^ write a whole number from 1 to 256

        """#),
    Case(
      testDescription: "A tab as indentation",
      text: #"""
        sohoa: 1
        \#tname: p

        """#,
      report: #"""
        p.yaml:2:1: error SH1004: while scanning a plain scalar found a tab character that violates indentation
          2 | \#tname: p
            | ^ indent with spaces, not tabs

        """#),
    Case(
      testDescription: "A list that never ends",
      text: #"""
        sohoa: 1
        name: [p

        """#,
      report: #"""
        p.yaml:3:1: error SH1004: while parsing a flow sequence did not find expected ',' or ']'
          3 | 
            | ^ it began on line 2, column 7

        """#),
    Case(
      testDescription: "YAML beyond the language",
      text: #"""
        sohoa: 1
        name: p
        x: &a [1, 2]
        extract: { s: { files: a.csv, csv: {} } }
        load: { t: { key: *a } }
        <<: { b: c }
        jobs: !!int 5

        """#,
      report: #"""
        p.yaml:3:1: error SH1101: unknown key 'x' in the definition
          3 | x: &a [1, 2]
            | ^ the keys here are 'sohoa', 'name', 'description', 'database', 'params', 'include', 'after', 'extract', 'transform', 'load', 'link', 'consolidate', 'chunk', 'rejects', 'jobs', 'spool'
        p.yaml:3:8: error SH1104: '1' is not valid for load.t.key[1]
          3 | x: &a [1, 2]
            |        ^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
        p.yaml:3:11: error SH1104: '2' is not valid for load.t.key[2]
          3 | x: &a [1, 2]
            |           ^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
        p.yaml:6:1: error SH1007: merge keys ('<<') are not part of YAML 1.2
          6 | <<: { b: c }
            | ^^ write the keys out, or share whole sources, stages and tables with 'include'
        p.yaml:7:7: error SH1007: the tag '!!int' is not supported
          7 | jobs: !!int 5
            |       ^ remove it: the key decides the type

        """#),
    Case(
      testDescription: "An alias as a key",
      text: #"""
        a: &a [x]
        ? *a
        : y

        """#,
      report: #"""
        p.yaml: error SH1006: a file with aliases has a key that is not a plain name
          → write the repeated part out

        """#),
    Case(
      testDescription: "Interpolations that fail",
      text: #"""
        sohoa: 1
        name: p
        database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
        params: { dot: { type: integer, default: a } }
        extract: { s: { files: a, csv: {} } }
        load: { t: {} }

        """#,
      report: #"""
        p.yaml:3:11: error SH1205: the environment variable 'DB' is not set
          3 | database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ set it, or give a default: ${env:DB:-default}
        p.yaml:3:11: error SH1201: '${secrt:x}' names neither a parameter nor a variable nor a secret
          3 | database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean '${secret:x}'?
        p.yaml:3:11: error SH1202: there is no parameter 'dott'
          3 | database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean 'dot'?
        p.yaml:3:11: error SH1206: there is no secret 'k'
          3 | database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ set SOHOA_SECRET_K, or add it to the service's credentials
        p.yaml:3:11: error SH1201: '${' is never closed
          3 | database: sqlite:${env:DB}/${secrt:x}/${param:dott}/${secret:k}/${x
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ close it with '}', or write '$${' for the two characters themselves
        p.yaml:4:42: error SH1204: the value 'a' of the parameter 'dot' is not of type integer
          4 | params: { dot: { type: integer, default: a } }
            |                                          ^

        """#),
    Case(
      testDescription: "Inputs that are not there",
      text: #"""
        sohoa: 1
        name: p
        extract:
          a: { files: a, csv: {} }
          b: { files: b, xml: { record: /x, children: { c: { record: y, fields: { z: z } } } } }
        transform:
          x: { from: y, steps: [] }
          y: { from: x, steps: [] }
          z: { from: b.cc, steps: [] }
          w: { steps: [] }
        load: { t: {}, u: { from: aa } }

        """#,
      report: #"""
        p.yaml:5:3: error SH1102: extract.b reads XML, but has no 'fields'
          5 |   b: { files: b, xml: { record: /x, children: { c: { record: y, fields: { z: z } } } } }
            |   ^ add 'fields': the columns, each with its path inside /x
        p.yaml:7:3: error SH1403: the stages 'x', 'y' wait for each other
          7 |   x: { from: y, steps: [] }
            |   ^ let one of them take its rows from a source
        p.yaml:9:14: error SH1401: there is no source or stage 'b.cc'
          9 |   z: { from: b.cc, steps: [] }
            |              ^^^^ did you mean 'b.c'?
        p.yaml:10:3: error SH1402: transform.w does not say which source it takes
          10 |   w: { steps: [] }
             |   ^ add 'from': one of 'a', 'b', 'b.c'
        p.yaml:11:9: error SH1402: load.t does not say which rows it takes
          11 | load: { t: {}, u: { from: aa } }
             |         ^ add 'from': one of 'x', 'y', 'z', 'w'
        p.yaml:11:27: error SH1401: there is no source or stage 'aa'
          11 | load: { t: {}, u: { from: aa } }
             |                           ^^ did you mean 'a'?

        """#),
    Case(
      testDescription: "Positions after Vietnamese text",
      text: #"""
        sohoa: 1
        name: p
        description: "Số hộ tịch" # a
        extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
        load: { t: {} }

        """#,
      report: #"""
        p.yaml:4:12: error SH1107: 'Số' in extract is not a valid name
          4 | extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
            |            ^^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
        p.yaml:4:25: error SH1008: extract.Số.files must not be empty
          4 | extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
            |                         ^
        p.yaml:4:38: error SH1105: extract.Số has both 'csv' and 'xml'
          4 | extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
            |                                      ^^^ keep one of 'csv', 'xml', 'xlsx', 'dbf', 'fixed', 'json', 'ocr'
        p.yaml:4:60: error SH1107: 'nữ' in extract is not a valid name
          4 | extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
            |                                                            ^^^^ write lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
        p.yaml:4:66: error SH1103: extract.nữ must be a map, not a single value
          4 | extract: { Số: { files: [], csv: {}, xml: { record: x } }, "nữ": 5 }
            |                                                                  ^ its keys are 'files', 'members', 'csv', 'xml', 'xlsx', 'dbf', 'fixed', 'json', 'ocr', 'fields', 'limits'

        """#),
  ]
}

/// The files of a first pipeline, which runs unedited: definition, schema, sample, test cases.
///
/// All people in the sample are invented.
public enum Starter {
  /// A file of the starter.
  public struct File: Sendable {
    /// The path in the new folder.
    public let path: String
    /// The content.
    public let text: String
  }

  /// The files, in the order in which people read them.
  public static let files = [
    File(path: "khai-sinh.yaml", text: definition),
    File(path: "khai-sinh.schema.json", text: schema),
    File(path: "tests/khai-sinh.yaml", text: cases),
    File(path: "giao-nop/so-khai-sinh-2009.csv", text: sample),
  ]

  private static let definition = """
    # Loads a book of births (sổ khai sinh) from CSV files, cleaned and checked, into one SQLite table.
    sohoa: 1
    name: khai_sinh
    description: Sổ đăng ký khai sinh, mẫu khởi đầu.
    database: sqlite:khai-sinh.sqlite

    extract:
      so:
        files: giao-nop/*.csv
        csv: { header: 1 }
        # Column in the table: header in the file.
        fields:
          so_dang_ky: Số đăng ký
          quyen_so: Quyển số
          ngay_dang_ky: Ngày đăng ký
          ho_ten: Họ và tên
          gioi_tinh: Giới tính
          ngay_sinh: Ngày sinh
          me_ho_ten: Họ tên mẹ

    transform:
      - normalize: { trim: true, collapse: true, unicode: nfc }
      - values:
          gioi_tinh: { map: { Nam: '1', Nữ: '2' }, else: reject, code: E-CODE }
      - validate: khai-sinh.schema.json
      - check:
          code: E-DATE-ORDER
          expression: ngay_sinh <= ngay_dang_ky
          field: ngay_sinh
          message:
            vi: ngày sinh sau ngày đăng ký
            en: the birth is after its registration

    load:
      khai_sinh:
        mode: append
        key: [quyen_so, so_dang_ky]

    """

  private static let schema = """
    {
      "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
      "name": "khai_sinh",
      "title": "Sổ đăng ký khai sinh",
      "missingValues": [{ "value": "", "label": "để trống" }],
      "fields": [
        {
          "name": "so_dang_ky",
          "title": "Số đăng ký",
          "type": "string",
          "constraints": { "required": true, "pattern": "[0-9]{1,7}/[0-9]{4}" }
        },
        {
          "name": "quyen_so",
          "title": "Quyển số",
          "type": "string",
          "constraints": { "required": true }
        },
        {
          "name": "ngay_dang_ky",
          "title": "Ngày đăng ký",
          "type": "date",
          "format": "any",
          "constraints": { "required": true }
        },
        {
          "name": "ho_ten",
          "title": "Họ và tên",
          "type": "string",
          "constraints": { "required": true }
        },
        {
          "name": "gioi_tinh",
          "title": "Giới tính",
          "type": "string",
          "constraints": { "required": true, "enum": ["1", "2"] }
        },
        {
          "name": "ngay_sinh",
          "title": "Ngày sinh",
          "type": "date",
          "format": "any",
          "constraints": { "required": true }
        },
        { "name": "me_ho_ten", "title": "Họ tên mẹ", "type": "string" }
      ]
    }

    """

  private static let cases = """
    # The test cases of khai-sinh.yaml: sohoa test khai-sinh.yaml
    sohoa: 1

    cases:
      - name: an entry is cleaned and typed
        given:
          so:
            - so_dang_ky: 01/2009
              quyen_so: 01/2009
              ngay_dang_ky: 02/01/2009
              ho_ten: '  Nguyễn   Văn An '
              gioi_tinh: Nam
              ngay_sinh: 28.12.2008
              me_ho_ten: Trần Thị Bình
        expect:
          tables:
            khai_sinh:
              - so_dang_ky: 01/2009
                quyen_so: 01/2009
                ngay_dang_ky: 2009-01-02
                ho_ten: Nguyễn Văn An
                gioi_tinh: 1
                ngay_sinh: 2008-12-28
                me_ho_ten: Trần Thị Bình

      - name: a birth after its registration is refused
        given:
          so:
            - so_dang_ky: 02/2009
              quyen_so: 01/2009
              ngay_dang_ky: 02/01/2009
              ho_ten: Lê Thị Cúc
              gioi_tinh: Nữ
              ngay_sinh: 03/01/2009
        expect:
          rejects:
            - { record: 1, breaks: E-DATE-ORDER ngay_sinh }

    """

  private static let sample = """
    Số đăng ký,Quyển số,Ngày đăng ký,Họ và tên,Giới tính,Ngày sinh,Họ tên mẹ
    01/2009,01/2009,02/01/2009,Nguyễn Văn An,Nam,28/12/2008,Trần Thị Bình
    02/2009,01/2009,05/01/2009,Lê  Thị Cúc,Nữ,01/01/2009,Phạm Thị Dung
    03/2009,01/2009,05/01/2009,Hoàng Minh Đức,Nam,31/02/2009,Vũ Thị Giang
    04/2009,01/2009,08.01.2009,Bùi Thu Hà,Nữ,02-01-2009,Đỗ Thị Hoa

    """
}

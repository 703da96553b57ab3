extension District {
  /// Districts from Hà Nội to Huế; the form is that of ``init(_:)``.
  static let north = """
    001|huyện Sóc Sơn|thành phố Hà Nội|thành phố Hà Nội
    thị trấn Sóc Sơn>xã Sóc Sơn|xã Bắc Sơn>xã Trung Giã|\
    xã Minh Trí>xã Kim Anh|xã Tân Hưng>xã Đa Phúc
    001|huyện Hoài Đức|thành phố Hà Nội|thành phố Hà Nội
    thị trấn Trạm Trôi>xã Hoài Đức|xã Minh Khai>xã Dương Hòa|\
    xã Sơn Đồng>xã Sơn Đồng|xã Đông La>xã An Khánh
    002|huyện Quản Bạ|tỉnh Hà Giang|tỉnh Tuyên Quang
    thị trấn Tam Sơn>xã Quản Bạ|xã Bát Đại Sơn>xã Cán Tỷ|\
    xã Nghĩa Thuận>xã Nghĩa Thuận|xã Cao Mã Pờ>xã Tùng Vài
    002|huyện Vị Xuyên|tỉnh Hà Giang|tỉnh Tuyên Quang
    xã Kim Thạch>xã Phú Linh|thị trấn Vị Xuyên>xã Vị Xuyên|\
    xã Minh Tân>xã Minh Tân|xã Thuận Hoà>xã Thuận Hòa
    004|huyện Quảng Hòa|tỉnh Cao Bằng|tỉnh Cao Bằng
    xã Quốc Toản>xã Trà Lĩnh|thị trấn Quảng Uyên>xã Quảng Uyên|\
    xã Quảng Hưng>xã Độc Lập|xã Tự Do>xã Hạnh Phúc
    004|huyện Thạch An|tỉnh Cao Bằng|tỉnh Cao Bằng
    thị trấn Đông Khê>xã Đông Khê|xã Canh Tân>xã Canh Tân|\
    xã Kim Đồng>xã Kim Đồng|xã Minh Khai>xã Minh Khai
    006|huyện Bạch Thông|tỉnh Bắc Kạn|tỉnh Thái Nguyên
    thị trấn Phủ Thông>xã Phủ Thông|xã Sĩ Bình>xã Vĩnh Thông|\
    xã Đôn Phong>xã Phong Quang|xã Nguyên Phúc>xã Cẩm Giàng
    006|huyện Na Rì|tỉnh Bắc Kạn|tỉnh Thái Nguyên
    xã Văn Vũ>xã Cường Lợi|xã Văn Lang>xã Văn Lang|\
    thị trấn Yến Lạc>xã Na Rì|xã Văn Minh>xã Trần Phú
    008|huyện Lâm Bình|tỉnh Tuyên Quang|tỉnh Tuyên Quang
    xã Phúc Yên>xã Lâm Bình|xã Khuôn Hà>xã Thượng Lâm|\
    xã Bình An>xã Bình An|xã Hồng Quang>xã Minh Quang
    008|huyện Yên Sơn|tỉnh Tuyên Quang|tỉnh Tuyên Quang
    xã Quí Quân>xã Lực Hành|xã Kiến Thiết>xã Kiến Thiết|\
    xã Trung Minh>xã Hùng Lợi|xã Trung Trực>xã Xuân Vân
    010|thị xã Sa Pa|tỉnh Lào Cai|tỉnh Lào Cai
    phường Sa Pa>phường Sa Pa|xã Ngũ Chỉ Sơn>xã Ngũ Chỉ Sơn|\
    xã Trung Chải>xã Tả Phìn|xã Hoàng Liên>xã Tả Van
    010|huyện Văn Bàn|tỉnh Lào Cai|tỉnh Lào Cai
    thị trấn Khánh Yên>xã Văn Bàn|xã Võ Lao>xã Võ Lao|\
    xã Tân Thượng>xã Bảo Hà|xã Nậm Chầy>xã Nậm Chày
    011|huyện Tủa Chùa|tỉnh Điện Biên|tỉnh Điện Biên
    thị trấn Tủa Chùa>xã Tủa Chùa|xã Huổi Só>xã Tủa Thàng|\
    xã Xín Chải>xã Sín Chải|xã Tả Phìn>xã Sính Phình
    011|huyện Điện Biên|tỉnh Điện Biên|tỉnh Điện Biên
    xã Mường Pồn>xã Mường Pồn|xã Thanh Nưa>xã Thanh Nưa|\
    xã Thanh Xương>phường Mường Thanh|xã Pa Thơm>xã Thanh Yên
    012|huyện Mường Tè|tỉnh Lai Châu|tỉnh Lai Châu
    thị trấn Mường Tè>xã Bum Tở|xã Thu Lũm>xã Thu Lũm|\
    xã Mường Tè>xã Mường Tè|xã Pa Vệ Sử>xã Bum Nưa
    012|huyện Than Uyên|tỉnh Lai Châu|tỉnh Lai Châu
    thị trấn Than Uyên>xã Than Uyên|xã Phúc Than>xã Mường Than|\
    xã Pha Mu>xã Mường Kim|xã Tà Gia>xã Khoen On
    014|huyện Quỳnh Nhai|tỉnh Sơn La|tỉnh Sơn La
    xã Mường Chiên>xã Mường Chiên|xã Mường Giôn>xã Mường Giôn|\
    xã Chiềng Ơn>xã Quỳnh Nhai|xã Mường Sại>xã Mường Sại
    014|huyện Mường La|tỉnh Sơn La|tỉnh Sơn La
    xã Nậm Giôn>xã Chiềng Lao|xã Ngọc Chiến>xã Ngọc Chiến|\
    xã Mường Trai>xã Mường La|xã Chiềng Ân>xã Chiềng Hoa
    015|thành phố Yên Bái|tỉnh Yên Bái|tỉnh Lào Cai
    phường Yên Thịnh>phường Văn Phú|phường Yên Ninh>phường Yên Bái|\
    xã Minh Bảo>phường Nam Cường|xã Âu Lâu>phường Âu Lâu
    015|huyện Trấn Yên|tỉnh Yên Bái|tỉnh Lào Cai
    thị trấn Cổ Phúc>xã Trấn Yên|xã Quy Mông>xã Quy Mông|\
    xã Lương Thịnh>xã Lương Thịnh|xã Việt Cường>xã Việt Hồng
    017|thành phố Hòa Bình|tỉnh Hoà Bình|tỉnh Phú Thọ
    phường Thái Bình>phường Thống Nhất|phường Tân Hòa>phường Tân Hòa|\
    phường Thịnh Lang>phường Hòa Bình|phường Kỳ Sơn>phường Kỳ Sơn
    017|huyện Tân Lạc|tỉnh Hoà Bình|tỉnh Phú Thọ
    thị trấn Mãn Đức>xã Tân Lạc|xã Suối Hoa>xã Mường Hoa|\
    xã Phú Cường>xã Mường Bi|xã Quyết Chiến>xã Vân Sơn
    019|huyện Phú Lương|tỉnh Thái Nguyên|tỉnh Thái Nguyên
    thị trấn Đu>xã Phú Lương|xã Yên Ninh>xã Yên Trạch|\
    xã Ôn Lương>xã Hợp Thành|xã Phú Đô>xã Vô Tranh
    019|huyện Võ Nhai|tỉnh Thái Nguyên|tỉnh Thái Nguyên
    thị trấn Đình Cả>xã Võ Nhai|xã Sảng Mộc>xã Sảng Mộc|\
    xã Nghinh Tường>xã Nghinh Tường|xã Thần Xa>xã Thần Sa
    020|huyện Bình Gia|tỉnh Lạng Sơn|tỉnh Lạng Sơn
    xã Hưng Đạo>xã Hoa Thám|xã Vĩnh Yên>xã Quý Hòa|\
    xã Yên Lỗ>xã Thiện Hòa|xã Quang Trung>xã Thiện Thuật
    020|huyện Bắc Sơn|tỉnh Lạng Sơn|tỉnh Lạng Sơn
    thị trấn Bắc Sơn>xã Bắc Sơn|xã Vạn Thủy>xã Tân Tri|\
    xã Hưng Vũ>xã Hưng Vũ|xã Tân Lập>xã Vũ Lăng
    022|thành phố Hạ Long|tỉnh Quảng Ninh|tỉnh Quảng Ninh
    phường Hà Khánh>phường Cao Xanh|phường Hà Phong>phường Hà Tu|\
    phường Giếng Đáy>phường Việt Hưng|phường Hà Trung>phường Hà Lầm
    022|huyện Hải Hà|tỉnh Quảng Ninh|tỉnh Quảng Ninh
    thị trấn Quảng Hà>xã Quảng Hà|xã Quảng Đức>xã Quảng Đức|\
    xã Quảng Sơn>xã Đường Hoa|xã Cái Chiên>xã Cái Chiên
    024|huyện Sơn Động|tỉnh Bắc Giang|tỉnh Bắc Ninh
    thị trấn An Châu>xã Sơn Động|thị trấn Tây Yên Tử>xã Tây Yên Tử|\
    xã Vân Sơn>xã Vân Sơn|xã Đại Sơn>xã Đại Sơn
    024|huyện Yên Thế|tỉnh Bắc Giang|tỉnh Bắc Ninh
    xã Đồng Tiến>xã Xuân Lương|xã Tam Tiến>xã Tam Tiến|\
    xã Đồng Vương>xã Đồng Kỳ|xã Đồng Tâm>xã Yên Thế
    025|huyện Hạ Hoà|tỉnh Phú Thọ|tỉnh Phú Thọ
    thị trấn Hạ Hoà>xã Hạ Hòa|xã Đại Phạm>xã Đan Thượng|\
    xã Hiền Lương>xã Hiền Lương|xã Phương Viên>xã Yên Kỳ
    025|huyện Tân Sơn|tỉnh Phú Thọ|tỉnh Phú Thọ
    xã Thu Cúc>xã Thu Cúc|xã Thạch Kiệt>xã Tân Sơn|\
    xã Kiệt Sơn>xã Lai Đồng|xã Mỹ Thuận>xã Minh Đài
    026|huyện Tam Đảo|tỉnh Vĩnh Phúc|tỉnh Phú Thọ
    thị trấn Tam Đảo>xã Tam Đảo|xã Đạo Trù>xã Đạo Trù|\
    xã Bồ Lý>xã Đại Đình|xã Tam Quan>xã Tam Dương Bắc
    026|huyện Sông Lô|tỉnh Vĩnh Phúc|tỉnh Phú Thọ
    xã Lãng Công>xã Yên Lãng|xã Hải Lựu>xã Hải Lựu|\
    xã Đồng Quế>xã Tam Sơn|xã Yên Thạch>xã Sông Lô
    027|thành phố Bắc Ninh|tỉnh Bắc Ninh|tỉnh Bắc Ninh
    phường Vũ Ninh>phường Vũ Ninh|phường Kinh Bắc>phường Kinh Bắc|\
    phường Đại Phúc>phường Võ Cường|phường Vân Dương>phường Nam Sơn
    027|huyện Lương Tài|tỉnh Bắc Ninh|tỉnh Bắc Ninh
    thị trấn Thứa>xã Lương Tài|xã An Thịnh>xã Trung Kênh|\
    xã Quảng Phú>xã Lâm Thao|xã Trung Chính>xã Trung Chính
    030|thành phố Hải Dương|tỉnh Hải Dương|thành phố Hải Phòng
    phường Cẩm Thượng>phường Thành Đông|phường Ngọc Châu>phường Hải Dương|\
    phường Thanh Bình>phường Lê Thanh Nghị|phường Hải Tân>phường Tân Hưng
    030|huyện Thanh Miện|tỉnh Hải Dương|thành phố Hải Phòng
    xã Phạm Kha>xã Nguyễn Lương Bằng|xã Ngô Quyền>xã Hải Hưng|\
    xã Hồng Quang>xã Bắc Thanh Miện|xã Tứ Cường>xã Thanh Miện
    031|huyện An Lão|thành phố Hải Phòng|thành phố Hải Phòng
    thị trấn An Lão>xã An Lão|xã Bát Trang>xã An Trường|\
    xã Quang Hưng>xã An Quang|xã Tân Viên>xã An Khánh
    031|huyện Kiến Thuỵ|thành phố Hải Phòng|thành phố Hải Phòng
    thị trấn Núi Đối>xã Kiến Thụy|xã Đông Phương>xã Kiến Minh|\
    xã Ngũ Phúc>xã Nghi Dương|xã Tân Phong>xã Kiến Hải
    033|huyện Ân Thi|tỉnh Hưng Yên|tỉnh Hưng Yên
    thị trấn Ân Thi>xã Ân Thi|xã Bắc Sơn>xã Phạm Ngũ Lão|\
    xã Vân Du>xã Xuân Trúc|xã Đặng Lễ>xã Nguyễn Trãi
    033|huyện Tiên Lữ|tỉnh Hưng Yên|tỉnh Hưng Yên
    thị trấn Vương>xã Hoàng Hoa Thám|xã Lệ Xá>xã Tiên Hoa|\
    xã Thiện Phiến>xã Tiên Lữ|xã Thủ Sỹ>xã Tân Hưng
    034|thành phố Thái Bình|tỉnh Thái Bình|tỉnh Hưng Yên
    phường Lê Hồng Phong>phường Thái Bình|phường Đề Thám>phường Trần Hưng Đạo|\
    phường Kỳ Bá>phường Trần Lãm|phường Phú Khánh>phường Vũ Phúc
    034|huyện Quỳnh Phụ|tỉnh Thái Bình|tỉnh Hưng Yên
    thị trấn Quỳnh Côi>xã Quỳnh Phụ|xã An Khê>xã A Sào|\
    xã Quỳnh Hoa>xã Minh Thọ|xã Quỳnh Lâm>xã Ngọc Lâm
    035|huyện Thanh Liêm|tỉnh Hà Nam|tỉnh Ninh Bình
    thị trấn Kiện Khê>phường Châu Sơn|xã Liêm Phong>xã Liêm Hà|\
    xã Liêm Thuận>xã Thanh Bình|xã Thanh Thủy>xã Tân Thanh
    035|huyện Bình Lục|tỉnh Hà Nam|tỉnh Ninh Bình
    thị trấn Bình Mỹ>xã Bình Mỹ|xã Bình Nghĩa>xã Bình Lục|\
    xã Ngọc Lũ>xã Bình An|xã An Ninh>xã Bình Giang
    036|huyện Nam Trực|tỉnh Nam Định|tỉnh Ninh Bình
    thị trấn Nam Giang>xã Nam Trực|xã Nam Hoa>xã Nam Ninh|\
    xã Nghĩa An>phường Hồng Quang|xã Nam Thắng>xã Nam Hồng
    036|huyện Trực Ninh|tỉnh Nam Định|tỉnh Ninh Bình
    thị trấn Cổ Lễ>xã Cổ Lễ|xã Phương Định>xã Ninh Giang|\
    xã Việt Hùng>xã Cát Thành|xã Trực Hưng>xã Trực Ninh
    037|thành phố Tam Điệp|tỉnh Ninh Bình|tỉnh Ninh Bình
    phường Bắc Sơn>phường Tam Điệp|phường Trung Sơn>phường Trung Sơn|\
    xã Yên Sơn>phường Yên Sơn|phường Yên Bình>phường Yên Thắng
    037|huyện Kim Sơn|tỉnh Ninh Bình|tỉnh Ninh Bình
    thị trấn Phát Diệm>xã Phát Diệm|thị trấn Bình Minh>xã Bình Minh|\
    xã Hồi Ninh>xã Chất Bình|xã Kim Định>xã Kim Sơn
    038|huyện Quan Hóa|tỉnh Thanh Hóa|tỉnh Thanh Hóa
    thị trấn Hồi Xuân>xã Hồi Xuân|xã Thành Sơn>xã Trung Thành|\
    xã Trung Sơn>xã Trung Sơn|xã Phú Thanh>xã Phú Lệ
    038|huyện Hậu Lộc|tỉnh Thanh Hóa|tỉnh Thanh Hóa
    thị trấn Hậu Lộc>xã Hậu Lộc|xã Đồng Lộc>xã Đông Thành|\
    xã Đại Lộc>xã Triệu Lộc|xã Xuân Lộc>xã Hoa Lộc
    040|huyện Tân Kỳ|tỉnh Nghệ An|tỉnh Nghệ An
    thị trấn Tân Kỳ>xã Tân Kỳ|xã Tân Hợp>xã Giai Xuân|\
    xã Tân Phú>xã Tân Phú|xã Nghĩa Đồng>xã Nghĩa Đồng
    040|huyện Đô Lương|tỉnh Nghệ An|tỉnh Nghệ An
    thị trấn Đô Lương>xã Đô Lương|xã Giang Sơn Đông>xã Bạch Ngọc|\
    xã Hồng Sơn>xã Lương Sơn|xã Thượng Sơn>xã Văn Hiến
    042|huyện Hương Sơn|tỉnh Hà Tĩnh|tỉnh Hà Tĩnh
    thị trấn Phố Châu>xã Hương Sơn|thị trấn Tây Sơn>xã Sơn Tây|\
    xã Sơn Hồng>xã Sơn Hồng|xã Sơn Tiến>xã Sơn Tiến
    042|huyện Hương Khê|tỉnh Hà Tĩnh|tỉnh Hà Tĩnh
    thị trấn Hương Khê>xã Hương Khê|xã Điền Mỹ>xã Hà Linh|\
    xã Hương Thủy>xã Hương Phố|xã Hòa Hải>xã Hương Bình
    044|huyện Tuyên Hóa|tỉnh Quảng Bình|tỉnh Quảng Trị
    thị trấn Đồng Lê>xã Đồng Lê|xã Hương Hóa>xã Tuyên Sơn|\
    xã Thanh Hóa>xã Tuyên Lâm|xã Đồng Hóa>xã Tuyên Phú
    044|thị xã Ba Đồn|tỉnh Quảng Bình|tỉnh Quảng Trị
    phường Ba Đồn>phường Ba Đồn|phường Quảng Thọ>phường Bắc Gianh|\
    xã Quảng Tiên>xã Nam Ba Đồn|xã Quảng Lộc>xã Nam Gianh
    045|huyện Vĩnh Linh|tỉnh Quảng Trị|tỉnh Quảng Trị
    thị trấn Hồ Xá>xã Vĩnh Linh|thị trấn Bến Quan>xã Bến Quan|\
    xã Vĩnh Thái>xã Vĩnh Hoàng|xã Kim Thạch>xã Cửa Tùng
    045|huyện Đa Krông|tỉnh Quảng Trị|tỉnh Quảng Trị
    thị trấn Krông Klang>xã Hướng Hiệp|xã Đa Krông>xã Đakrông|\
    xã Triệu Nguyên>xã Ba Lòng|xã Húc Nghì>xã Tà Rụt
    044|huyện Minh Hóa|tỉnh Quảng Bình|tỉnh Quảng Trị
    thị trấn Quy Đạt>xã Minh Hóa|xã Dân Hóa>xã Dân Hóa|\
    xã Hóa Hợp>xã Kim Điền|xã Minh Hóa>xã Kim Phú
    045|huyện Hướng Hóa|tỉnh Quảng Trị|tỉnh Quảng Trị
    thị trấn Khe Sanh>xã Khe Sanh|thị trấn Lao Bảo>xã Lao Bảo|\
    xã Hướng Lập>xã Hướng Lập|xã Hướng Phùng>xã Hướng Phùng
    """
}

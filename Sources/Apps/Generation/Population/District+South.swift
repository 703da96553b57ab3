extension District {
  /// Districts from Đà Nẵng to Cà Mau; the form is that of ``init(_:)``.
  static let south = """
    048|huyện Hòa Vang|thành phố Đà Nẵng|thành phố Đà Nẵng
    xã Hòa Bắc>phường Hải Vân|xã Hòa Ninh>xã Bà Nà|\
    xã Hòa Sơn>phường Hòa Khánh|xã Hòa Phú>xã Hòa Vang
    049|huyện Nam Giang|tỉnh Quảng Nam|thành phố Đà Nẵng
    thị trấn Thạnh Mỹ>xã Thạnh Mỹ|xã Laêê>xã La Êê|\
    xã Zuôich>xã Nam Giang|xã Tà Pơơ>xã Bến Giằng
    049|huyện Bắc Trà My|tỉnh Quảng Nam|thành phố Đà Nẵng
    thị trấn Trà My>xã Trà My|xã Trà Kót>xã Trà Liên|\
    xã Trà Bui>xã Trà Đốc|xã Trà Tân>xã Trà Tân
    051|huyện Trà Bồng|tỉnh Quảng Ngãi|tỉnh Quảng Ngãi
    thị trấn Trà Xuân>xã Trà Bồng|xã Trà Giang>xã Đông Trà Bồng|\
    xã Trà Hiệp>xã Thanh Bồng|xã Trà Tân>xã Cà Đam
    051|huyện Tư Nghĩa|tỉnh Quảng Ngãi|tỉnh Quảng Ngãi
    thị trấn La Hà>xã Tư Nghĩa|thị trấn Sông Vệ>xã Vệ Giang|\
    xã Nghĩa Lâm>xã Trà Giang|xã Nghĩa Thuận>xã Nghĩa Giang
    052|huyện Hoài Ân|tỉnh Bình Định|tỉnh Gia Lai
    thị trấn Tăng Bạt Hổ>xã Hoài Ân|xã Ân Hảo Tây>xã Ân Hảo|\
    xã Ân Sơn>xã Vạn Đức|xã Đak Mang>xã Ân Tường
    052|huyện Tuy Phước|tỉnh Bình Định|tỉnh Gia Lai
    thị trấn Tuy Phước>xã Tuy Phước|xã Phước Thắng>xã Tuy Phước Đông|\
    xã Phước Hưng>xã Tuy Phước Bắc|xã Phước An>xã Tuy Phước Tây
    054|huyện Đồng Xuân|tỉnh Phú Yên|tỉnh Đắk Lắk
    thị trấn La Hai>xã Đồng Xuân|xã Đa Lộc>xã Xuân Lãnh|\
    xã Phú Mỡ>xã Phú Mỡ|xã Xuân Phước>xã Xuân Phước
    054|huyện Sông Hinh|tỉnh Phú Yên|tỉnh Đắk Lắk
    thị trấn Hai Riêng>xã Sông Hinh|xã Ea Lâm>xã Ea Ly|\
    xã Đức Bình Tây>xã Đức Bình|xã Ea Bá>xã Ea Bá
    056|huyện Cam Lâm|tỉnh Khánh Hòa|tỉnh Khánh Hòa
    xã Cam Hải Đông>xã Cam Lâm|xã Sơn Tân>xã Cam Hiệp|\
    xã Cam Phước Tây>xã Cam An|xã Suối Cát>xã Suối Dầu
    056|huyện Khánh Vĩnh|tỉnh Khánh Hòa|tỉnh Khánh Hòa
    thị trấn Khánh Vĩnh>xã Khánh Vĩnh|xã Khánh Hiệp>xã Trung Khánh Vĩnh|\
    xã Khánh Bình>xã Bắc Khánh Vĩnh|xã Khánh Thượng>xã Tây Khánh Vĩnh
    058|huyện Ninh Hải|tỉnh Ninh Thuận|tỉnh Khánh Hòa
    thị trấn Khánh Hải>phường Ninh Chử|xã Vĩnh Hải>xã Vĩnh Hải|\
    xã Phương Hải>xã Ninh Hải|xã Tân Hải>xã Xuân Hải
    058|huyện Ninh Phước|tỉnh Ninh Thuận|tỉnh Khánh Hòa
    thị trấn Phước Dân>xã Ninh Phước|xã Phước Sơn>xã Phước Hậu|\
    xã Phước Thái>xã Phước Hữu|xã An Hải>xã Phước Dinh
    060|huyện Tuy Phong|tỉnh Bình Thuận|tỉnh Lâm Đồng
    thị trấn Liên Hương>xã Liên Hương|thị trấn Phan Rí Cửa>xã Phan Rí Cửa|\
    xã Phan Dũng>xã Tuy Phong|xã Vĩnh Hảo>xã Vĩnh Hảo
    060|huyện Đức Linh|tỉnh Bình Thuận|tỉnh Lâm Đồng
    thị trấn Võ Xu>xã Đức Linh|thị trấn Đức Tài>xã Hoài Đức|\
    xã Đa Kai>xã Nam Thành|xã Tân Hà>xã Trà Tân
    062|thành phố Kon Tum|tỉnh Kon Tum|tỉnh Quảng Ngãi
    phường Quang Trung>phường Kon Tum|phường Duy Tân>phường Đăk Cấm|\
    phường Lê Lợi>phường Đăk Bla|xã Kroong>xã Ngọk Bay
    062|huyện Tu Mơ Rông|tỉnh Kon Tum|tỉnh Quảng Ngãi
    xã Ngọc Lây>xã Măng Ri|xã Đắk Na>xã Đăk Sao|\
    xã Đắk Rơ Ông>xã Đăk Tờ Kan|xã Tu Mơ Rông>xã Tu Mơ Rông
    064|thành phố Pleiku|tỉnh Gia Lai|tỉnh Gia Lai
    phường Yên Đỗ>phường Diên Hồng|phường Hội Thương>phường Pleiku|\
    phường Hội Phú>phường Hội Phú|phường Thống Nhất>phường Thống Nhất
    064|huyện Chư Pưh|tỉnh Gia Lai|tỉnh Gia Lai
    thị trấn Nhơn Hoà>xã Chư Pưh|xã Ia Hrú>xã Ia Hrú|\
    xã Ia Hla>xã Ia Ko|xã Ia Le>xã Ia Le
    066|thành phố Buôn Ma Thuột|tỉnh Đắk Lắk|tỉnh Đắk Lắk
    phường Tân Lập>phường Tân Lập|phường Tân An>phường Tân An|\
    phường Thành Nhất>phường Thành Nhất|phường Tân Lợi>phường Buôn Ma Thuột
    066|huyện Krông Bông|tỉnh Đắk Lắk|tỉnh Đắk Lắk
    thị trấn Krông Kmar>xã Krông Bông|xã Dang Kang>xã Dang Kang|\
    xã Hòa Phong>xã Cư Pui|xã Yang Reh>xã Hòa Sơn
    067|huyện Đăk Glong|tỉnh Đắk Nông|tỉnh Lâm Đồng
    xã Quảng Sơn>xã Quảng Sơn|xã Quảng Hoà>xã Quảng Hòa|\
    xã Đắk Ha>phường Bắc Gia Nghĩa|xã Quảng Khê>xã Quảng Khê
    067|huyện Đắk Mil|tỉnh Đắk Nông|tỉnh Lâm Đồng
    thị trấn Đắk Mil>xã Đức Lập|xã Đắk Lao>xã Thuận An|\
    xã Đắk Gằn>xã Đắk Mil|xã Long Sơn>xã Đắk Sắk
    068|huyện Đức Trọng|tỉnh Lâm Đồng|tỉnh Lâm Đồng
    thị trấn Liên Nghĩa>xã Đức Trọng|xã Hiệp An>xã Hiệp Thạnh|\
    xã Bình Thạnh>xã Đinh Văn Lâm Hà|xã Tân Hội>xã Tân Hội
    068|huyện Di Linh|tỉnh Lâm Đồng|tỉnh Lâm Đồng
    thị trấn Di Linh>xã Di Linh|xã Đinh Trang Thượng>xã Đinh Trang Thượng|\
    xã Tân Nghĩa>xã Bảo Thuận|xã Gia Hiệp>xã Gia Hiệp
    070|huyện Hớn Quản|tỉnh Bình Phước|tỉnh Đồng Nai
    xã Thanh An>xã Tân Hưng|xã An Phú>xã Minh Đức|\
    xã Tân Lợi>xã Tân Quan|xã Thanh Bình>phường Bình Long
    070|huyện Bù Đăng|tỉnh Bình Phước|tỉnh Đồng Nai
    thị trấn Đức Phong>xã Bù Đăng|xã Đak Nhau>xã Đak Nhau|\
    xã Phú Sơn>xã Thọ Sơn|xã Bình Minh>xã Bom Bo
    072|huyện Tân Châu|tỉnh Tây Ninh|tỉnh Tây Ninh
    thị trấn Tân Châu>xã Tân Châu|xã Tân Hà>xã Tân Đông|\
    xã Tân Hội>xã Tân Hội|xã Tân Hòa>xã Tân Hòa
    072|huyện Gò Dầu|tỉnh Tây Ninh|tỉnh Tây Ninh
    thị trấn Gò Dầu>phường Gò Dầu|xã Thạnh Đức>xã Thạnh Đức|\
    xã Hiệp Thạnh>xã Phước Thạnh|xã Bàu Đồn>xã Truông Mít
    074|thành phố Thuận An|tỉnh Bình Dương|thành phố Hồ Chí Minh
    phường An Thạnh>phường Thuận An|phường Lái Thiêu>phường Lái Thiêu|\
    phường Thuận Giao>phường Thuận Giao|phường An Phú>phường An Phú
    074|huyện Bắc Tân Uyên|tỉnh Bình Dương|thành phố Hồ Chí Minh
    xã Tân Định>xã Bắc Tân Uyên|xã Bình Mỹ>phường Bình Cơ|\
    thị trấn Tân Bình>phường Vĩnh Tân|xã Tân Lập>phường Tân Uyên
    075|huyện Vĩnh Cửu|tỉnh Đồng Nai|tỉnh Đồng Nai
    thị trấn Vĩnh An>xã Trị An|xã Phú Lý>xã Phú Lý|\
    xã Tân An>xã Tân An|xã Bình Lợi>phường Tân Triều
    075|huyện Định Quán|tỉnh Đồng Nai|tỉnh Đồng Nai
    thị trấn Định Quán>xã Định Quán|xã Thanh Sơn>xã Thanh Sơn|\
    xã Phú Tân>xã Phú Vinh|xã Phú Lợi>xã Phú Hòa
    077|huyện Châu Đức|tỉnh Bà Rịa - Vũng Tàu|thành phố Hồ Chí Minh
    xã Bàu Chinh>xã Kim Long|thị trấn Ngãi Giao>xã Ngãi Giao|\
    xã Xuân Sơn>xã Xuân Sơn|xã Bình Giã>xã Bình Giã
    077|thành phố Vũng Tàu|tỉnh Bà Rịa - Vũng Tàu|thành phố Hồ Chí Minh
    phường 1>phường Vũng Tàu|phường 7>phường Tam Thắng|\
    phường Thắng Nhất>phường Rạch Dừa|phường 11>phường Phước Thắng
    079|quận Tân Phú|thành phố Hồ Chí Minh|thành phố Hồ Chí Minh
    phường Tân Sơn Nhì>phường Tân Sơn Nhì|phường Tây Thạnh>phường Tây Thạnh|\
    phường Phú Thọ Hòa>phường Phú Thọ Hòa|phường Phú Thạnh>phường Phú Thạnh
    079|quận 7|thành phố Hồ Chí Minh|thành phố Hồ Chí Minh
    phường Tân Thuận Đông>phường Tân Thuận|phường Tân Kiểng>phường Tân Hưng|\
    phường Phú Thuận>phường Phú Thuận|phường Tân Phú>phường Tân Mỹ
    080|huyện Tân Thạnh|tỉnh Long An|tỉnh Tây Ninh
    thị trấn Tân Thạnh>xã Tân Thạnh|xã Hậu Thạnh Tây>xã Hậu Thạnh|\
    xã Nhơn Hòa Lập>xã Nhơn Hòa Lập|xã Tân Thành>xã Nhơn Ninh
    080|huyện Đức Huệ|tỉnh Long An|tỉnh Tây Ninh
    thị trấn Đông Thành>xã Đông Thành|xã Mỹ Quý Đông>xã Mỹ Quý|\
    xã Bình Thành>xã Đức Huệ|xã Bình Hòa Hưng>xã Bình Thành
    082|thành phố Mỹ Tho|tỉnh Tiền Giang|tỉnh Đồng Tháp
    phường 5>phường Đạo Thạnh|phường 1>phường Mỹ Tho|\
    phường 9>phường Mỹ Phong|phường 10>phường Trung An
    082|huyện Cai Lậy|tỉnh Tiền Giang|tỉnh Đồng Tháp
    xã Thạnh Lộc>xã Thạnh Phú|xã Mỹ Thành Bắc>xã Mỹ Thành|\
    xã Cẩm Sơn>xã Bình Phú|xã Mỹ Long>xã Long Tiên
    083|thành phố Bến Tre|tỉnh Bến Tre|tỉnh Vĩnh Long
    phường Phú Khương>phường Phú Khương|phường Phú Tân>phường Phú Tân|\
    phường An Hội>phường An Hội|xã Bình Phú>phường Bến Tre
    083|huyện Châu Thành|tỉnh Bến Tre|tỉnh Vĩnh Long
    xã Tân Thạch>xã Phú Túc|xã Giao Long>xã Giao Long|\
    xã Phú Đức>xã Tân Phú|xã Tam Phước>phường Sơn Đông
    084|huyện Càng Long|tỉnh Trà Vinh|tỉnh Vĩnh Long
    thị trấn Càng Long>xã Càng Long|xã An Trường A>xã An Trường|\
    xã Huyền Hội>xã Tân An|xã Bình Phú>xã Bình Phú
    084|huyện Trà Cú|tỉnh Trà Vinh|tỉnh Vĩnh Long
    thị trấn Trà Cú>xã Trà Cú|thị trấn Định An>xã Đại An|\
    xã Phước Hưng>xã Tập Sơn|xã An Quảng Hữu>xã Lưu Nghiệp Anh
    086|huyện Long Hồ|tỉnh Vĩnh Long|tỉnh Vĩnh Long
    xã Đồng Phú>xã An Bình|xã Thanh Đức>phường Thanh Đức|\
    xã Tân Hạnh>phường Tân Hạnh|xã Phước Hậu>phường Phước Hậu
    086|huyện Vũng Liêm|tỉnh Vĩnh Long|tỉnh Vĩnh Long
    thị trấn Vũng Liêm>xã Trung Thành|xã Tân Quới Trung>xã Quới An|\
    xã Quới Thiện>xã Quới Thiện|xã Trung Chánh>xã Trung Hiệp
    087|huyện Tháp Mười|tỉnh Đồng Tháp|tỉnh Đồng Tháp
    thị trấn Mỹ An>xã Tháp Mười|xã Thạnh Lợi>xã Trường Xuân|\
    xã Hưng Thạnh>xã Phương Thịnh|xã Tân Kiều>xã Đốc Binh Kiều
    087|huyện Lấp Vò|tỉnh Đồng Tháp|tỉnh Đồng Tháp
    thị trấn Lấp Vò>xã Lấp Vò|xã Mỹ An Hưng A>xã Mỹ An Hưng|\
    xã Tân Khánh Trung>xã Tân Khánh Trung|xã Định An>xã Lai Vung
    089|huyện Phú Tân|tỉnh An Giang|tỉnh An Giang
    thị trấn Phú Mỹ>xã Phú Tân|thị trấn Chợ Vàm>xã Chợ Vàm|\
    xã Long Hoà>xã Phú Lâm|xã Phú Hiệp>xã Hòa Lạc
    089|huyện Chợ Mới|tỉnh An Giang|tỉnh An Giang
    thị trấn Chợ Mới>xã Chợ Mới|thị trấn Mỹ Luông>xã Long Điền|\
    xã Mỹ Hội Đông>xã Nhơn Mỹ|xã Tấn Mỹ>xã Cù Lao Giêng
    091|huyện Kiên Lương|tỉnh Kiên Giang|tỉnh An Giang
    thị trấn Kiên Lương>xã Kiên Lương|xã Kiên Bình>xã Hòa Điền|\
    xã Dương Hòa>phường Tô Châu|xã Sơn Hải>xã Sơn Hải
    091|huyện Hòn Đất|tỉnh Kiên Giang|tỉnh An Giang
    thị trấn Hòn Đất>xã Hòn Đất|thị trấn Sóc Sơn>xã Mỹ Thuận|\
    xã Bình Sơn>xã Bình Sơn|xã Bình Giang>xã Bình Giang
    092|quận Thốt Nốt|thành phố Cần Thơ|thành phố Cần Thơ
    phường Thới Thuận>phường Thốt Nốt|phường Tân Lộc>phường Tân Lộc|\
    phường Trung Nhứt>phường Trung Nhứt|phường Trung Kiên>phường Thuận Hưng
    092|huyện Thới Lai|thành phố Cần Thơ|thành phố Cần Thơ
    thị trấn Thới Lai>xã Thới Lai|xã Thới Thạnh>phường Ô Môn|\
    xã Xuân Thắng>xã Đông Hiệp|xã Đông Bình>xã Đông Thuận
    093|huyện Phụng Hiệp|tỉnh Hậu Giang|thành phố Cần Thơ
    thị trấn Kinh Cùng>xã Hòa An|thị trấn Cây Dương>xã Hiệp Hưng|\
    xã Tân Bình>xã Tân Bình|xã Thạnh Hòa>xã Thạnh Hòa
    093|huyện Long Mỹ|tỉnh Hậu Giang|thành phố Cần Thơ
    xã Thuận Hòa>xã Xà Phiên|xã Vĩnh Thuận Đông>xã Vĩnh Thuận Đông|\
    thị trấn Vĩnh Viễn>xã Vĩnh Viễn|xã Lương Tâm>xã Lương Tâm
    094|huyện Mỹ Tú|tỉnh Sóc Trăng|thành phố Cần Thơ
    thị trấn Huỳnh Hữu Nghĩa>xã Mỹ Tú|xã Long Hưng>xã Long Hưng|\
    xã Mỹ Hương>xã Mỹ Hương|xã Mỹ Phước>xã Mỹ Phước
    094|huyện Trần Đề|tỉnh Sóc Trăng|thành phố Cần Thơ
    thị trấn Trần Đề>xã Trần Đề|xã Liêu Tú>xã Liêu Tú|\
    xã Lịch Hội Thượng>xã Lịch Hội Thượng|xã Tài Văn>xã Tài Văn
    095|huyện Phước Long|tỉnh Bạc Liêu|tỉnh Cà Mau
    thị trấn Phước Long>xã Phước Long|xã Vĩnh Phú Tây>xã Vĩnh Phước|\
    xã Hưng Phú>xã Vĩnh Thanh|xã Phong Thạnh Tây A>xã Phong Hiệp
    095|huyện Vĩnh Lợi|tỉnh Bạc Liêu|tỉnh Cà Mau
    xã Vĩnh Hưng>xã Châu Thới|thị trấn Châu Hưng>xã Vĩnh Lợi|\
    xã Hưng Thành>xã Hưng Hội|xã Long Thạnh>xã Hòa Bình
    096|huyện U Minh|tỉnh Cà Mau|tỉnh Cà Mau
    thị trấn U Minh>xã Nguyễn Phích|xã Khánh Hòa>xã U Minh|\
    xã Khánh An>xã Khánh An|xã Khánh Hội>xã Khánh Lâm
    096|huyện Cái Nước|tỉnh Cà Mau|tỉnh Cà Mau
    thị trấn Cái Nước>xã Cái Nước|xã Thạnh Phú>xã Lương Thế Trân|\
    xã Tân Hưng>xã Tân Hưng|xã Hưng Mỹ>xã Hưng Mỹ
    """
}

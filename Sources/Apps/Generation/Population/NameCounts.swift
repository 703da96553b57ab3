/// Words that Vietnamese names are made of, each with how often it occurs.
///
/// The counts are those of duyet/vietnamese-namedb (MIT; 8,734 names of a university forum, young and
/// mostly male), shared out by sex. No word begins with a capital that carries a tone, because TCVN3
/// has none. The lists of the other ethnic groups are put together by hand and weigh alike.
enum NameCounts {
  static let family = """
    Nguyễn=2742, Trần=849, Lê=790, Phạm=560, Võ=287, Huỳnh=257, Phan=231, Bùi=225, Hoàng=222,
    Vũ=195, Trương=177, Đỗ=176, Đặng=169, Hồ=146, Ngô=132, Dương=110, Đoàn=103, Đinh=90,
    Trịnh=84, Cao=82, Đào=72, Mai=72, Lương=61, Lưu=57, Lâm=55, Hà=42, Thái=38, Phùng=37, Tạ=33,
    Lý=32, Văn=25, Tô=24, Vương=24, Châu=22, Chu=17, Từ=17, Quách=17, Tôn=15, Tống=14, Đồng=14,
    Lã=14, Hứa=12, Tăng=12, Đậu=11, Diệp=10, Đàm=10, Kiều=10, Triệu=9, La=9, Lại=9, Thạch=8,
    Chung=6, Lữ=6, Nông=6, Dư=6, Bạch=5, Hồng=5, Trang=5, Âu=5, Giang=5, Nhan=5
    """
  static let maleMiddle = """
    Văn=907, Minh=459, Thanh=348, Hoàng=320, Ngọc=304, Đức=236, Quốc=235, Quang=214, Hữu=184,
    Xuân=175, Thành=170, Đình=164, Anh=161, Duy=160, Trung=154, Tấn=121, Tuấn=121, Công=117,
    Thế=103, Hồng=103, Trọng=101, Tiến=93, Mạnh=75, Nhật=68, Việt=65, Huy=62, Chí=58, Hải=54,
    Thái=54, Hoài=53, Phước=52, Kim=51, Đăng=50, Bá=46, Bảo=42, Viết=40, Khánh=38, Khắc=38,
    Lê=38, Trường=37, Vũ=36, Phương=36, Nguyên=36, Vĩnh=32, Phú=31, Cao=29, Phúc=28, Trần=27,
    Thiên=26, Thiện=25, Phi=25, Gia=25, Đại=22, Trí=22, Sơn=20, Huỳnh=20, Nhựt=17, Nam=15,
    Long=15, Như=15, Hùng=14, Sĩ=12, Tất=11, Quý=11, Tùng=11, Vinh=10, Hà=9, Sỹ=8, An=8, Đắc=8,
    Phan=8, Bình=8, Hiếu=8, Kỳ=8
    """
  static let femaleMiddle = """
    Thị=386, Thị Thu=80, Thị Thanh=78, Thị Ngọc=76, Thị Kim=74, Minh=55, Thị Mỹ=42, Thanh=41,
    Hoàng=38, Ngọc=36, Thị Minh=28, Thị Bích=28, Thị Phương=26, Thị Hồng=26, Thị Thùy=22,
    Xuân=21, Anh=19, Thị Như=18, Thị Thúy=16, Thị Diễm=16, Thị Kiều=16, Thị Tuyết=16,
    Thị Xuân=14, Thị Lệ=14, Thị Cẩm=14, Thị Anh=14, Thị Lan=12, Thị Yến=12, Thị Thảo=12,
    Thị Diệu=12, Thị Quỳnh=12, Hồng=12, Thị Hải=10, Hoài=6, Kim=6, Bảo=5, Khánh=4, Phương=4
    """
  static let maleGiven = """
    Anh=193, Huy=189, Tuấn=175, Duy=149, Nam=137, Hoàng=135, Minh=124, Dũng=122, Hiếu=122,
    Đạt=119, Cường=117, Hùng=115, Tùng=114, Sơn=112, Thành=109, Trung=108, Hải=104, Long=103,
    Vũ=98, Đức=94, Tiến=92, Nguyên=92, Phúc=88, Tâm=88, Thắng=87, Linh=86, Thịnh=85, Khoa=83,
    Vinh=78, Phương=77, Hưng=75, Khánh=75, Tài=74, Quân=74, Trí=73, Bảo=69, Toàn=69, Phong=69,
    An=68, Nghĩa=66, Quang=66, Việt=65, Nhân=65, Bình=62, Lâm=61, Trường=57, Thanh=56, Tú=56,
    Lộc=55, Dương=55, Tân=55, Thái=53, Phú=53, Tín=52, Phát=51, Thiện=51, Sang=47, Thông=46,
    Luân=44, Phước=42, Mạnh=39, Ngọc=39, Thuận=38, Vương=38, Danh=36, Hiệp=36, Công=35, Đại=35,
    Hòa=33, Đăng=32, Quốc=31, Hà=31, Thảo=31, Nhật=31, Hậu=30, Khang=30, Giang=30, Kiên=27,
    Quý=26, Phi=25, Thi=25, Lợi=24, Hiền=24, Khải=23, Kiệt=23, Ân=23, Thọ=22, Kha=22, Văn=21,
    Trọng=20, Chương=20, Khôi=20, Hiển=19, Định=18, Ngân=18, Cảnh=17, Châu=17, Chiến=16, Nhựt=16,
    Hoàn=15, Tấn=15, Đông=15, Triều=15, Quyền=14, Mẫn=14, Hoài=14, Chung=14, Khương=14,
    Thương=14, Thiên=14, Trang=14, Quyết=13, Bằng=13, Lập=13, Tuân=12, Luận=12, Quỳnh=12,
    Thức=12, Mỹ=11, Lực=11, Khiêm=11, Hạnh=11, Hữu=10, Lân=10, Liêm=10, Thạch=10, Phụng=10,
    Hào=9, Vân=9, Tính=9, Trực=9, Tường=9, Khanh=9, Chinh=8, Kim=8, Triết=8, Trúc=8, Như=8,
    Yến=8, Nhi=8, Tiên=8, Chính=7, Chánh=7, Cương=7, Nhã=7, Vượng=7, Viễn=7, Vĩnh=7, Xuân=7,
    Thuần=6, Điền=6, Lý=6, Hoan=6, Giáp=6, Thư=6, Chi=6, Loan=6, Mai=6, Dung=6, Toản=6, Trình=6,
    Hảo=6, Nga=6, Vĩ=6, Hằng=6, Thưởng=5, Sinh=5, Điệp=5, Huân=5, Sỹ=5, Duyệt=5, Sĩ=5, Hoà=5,
    Nhơn=5, Ninh=5, Viên=5, Vy=5, Thủy=5, Huyền=5, My=5, Trâm=5, Tuyên=5, Ly=5
    """
  static let femaleGiven = """
    Dung=84, Thảo=84, Anh=77, Ngân=72, Trang=68, Phương=67, Hương=64, Linh=63, Hà=58, Nga=56,
    Ngọc=53, Huyền=52, Mai=44, Loan=44, Thúy=44, Hằng=44, Tâm=41, Yến=40, Nhi=40, Thanh=40,
    Hiền=39, Thương=36, Hạnh=31, Vân=30, Minh=29, Hường=28, Nhung=28, Thư=28, Trâm=28, My=25,
    Châu=25, Duyên=24, Thi=24, Thủy=24, Thoa=24, Hoa=20, Hân=20, Oanh=20, Thùy=20, Hồng=20,
    Trinh=20, Thu=20, Uyên=20, An=17, Bình=13, Giang=9, Xuân=2, Vy=1
    """
}

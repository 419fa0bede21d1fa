"""What a publication says it withholds, in words: Thai and English."""

TABLE = ("ไม่เผยแพร่รายแถว เผยแพร่เฉพาะค่ารวมที่ไม่บอกถึงผู้ใด", "No row is published, only sums that tell of nobody")
ROWS = ("เผยแพร่เฉพาะแถวที่ “{label}” เป็น: {values}", "Only rows whose “{label}” is: {values}")
COLUMNS = ("ไม่เผยแพร่คอลัมน์: {labels}", "Columns not published: {labels}")
WHEN = ("{labels}: เผยแพร่เฉพาะเมื่อ “{label}” เป็น: {values}", "{labels}: only where “{label}” is: {values}")
COUNTS = ("จำนวนคนที่น้อยกว่าห้า และจำนวนอื่นที่จะบอกให้รู้จำนวนนั้น เว้นว่างไว้ เทียบกับฉบับก่อนหน้าด้วย", "Counts of fewer than five people, and those that would tell them, are left empty, also in view of earlier releases")
GROUPS = ("ไม่เผยแพร่แถวรายกลุ่มประชากร เผยแพร่เป็นยอดของทั้งกิจกรรม", "Rows by population group are told for an activity as a whole only")
PEOPLE = ("ผู้ที่ไม่ได้ดำรงตำแหน่งทางราชการ มีเพียงเลขลำดับแทนรหัส", "Who holds no public office is a number instead of a code")
RELEASES = ("ไม่เผยแพร่ชื่อไฟล์ ผู้นำเข้า เหตุผล และจำนวนแถวของแต่ละฉบับ", "File names, who loaded a release, why, and its numbers of rows are not published")
HISTORY = ("เผยแพร่เฉพาะข้อมูล ณ ฉบับนี้ ค่าเดิมของฉบับก่อนหน้าไม่เผยแพร่ เว้นแต่ค่าที่แก้ของตัวชี้วัดและวงเงินก่อนแก้สัญญา", "Only what this release says is published; what earlier ones said is not, but for corrected values of indicators and totals before an amendment")
YES, NO = ("ใช่", "yes"), ("ไม่ใช่", "no")

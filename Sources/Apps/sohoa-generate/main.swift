print("sohoa-generate")

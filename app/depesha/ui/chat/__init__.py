"""Chat: conversations with people by messengers"""

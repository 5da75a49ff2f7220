"""Messages: the policy, the texts, and each way against a real server of its protocol."""

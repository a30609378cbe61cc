"""The invitations to Select: their list, and the packet of one as it will print."""

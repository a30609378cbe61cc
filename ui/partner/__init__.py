"""The page of one partner: who they are, their people, plan and activity, and the way to Select."""

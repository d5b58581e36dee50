"""Finding what fits a question: the words of the trade, and which of them mean the same."""

"""Industries, an open class: the vocabulary of branches and the frames that name them."""

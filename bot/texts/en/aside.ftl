# What is neither in the pool nor anybody's.
aside-commons = In the commons: { $amount }
aside-allocated = Allocated, to put into buckets: { $amount }
aside-buckets = In buckets: { $amount }
aside-hidden = Allocated for buckets, put in or not yet: { $amount }
summary-aside = Set aside for buckets, in all: { $amount }
me-allocation = You have { $left } left to put into buckets: /fund

# Ce qui n’est ni en caisse, ni à quelqu’un.
aside-commons = Au commun : { $amount }
aside-allocated = Alloué, à mettre dans les cagnottes : { $amount }
aside-buckets = Dans les cagnottes : { $amount }
aside-hidden = Alloué pour les cagnottes, mis dedans ou pas encore : { $amount }
summary-aside = Mis de côté pour les cagnottes, en tout : { $amount }
me-allocation = Il te reste { $left } à mettre dans les cagnottes : /financer

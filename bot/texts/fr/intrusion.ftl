## Ce qui ne vient pas de toi, ou pas de la bonne manière

refusal-forwarded = Un message transféré, je ne sais pas si c’est toi qui parles : écris-le-moi toi-même, par exemple <code>45</code>.
refusal-link-wait = Trop de codes faux ont été essayés : attends dix minutes, puis demandes-en un nouveau avec /lier depuis ton premier compte.
refusal-name-role = « { $name } » ferait croire à un rôle : ce sont les animateur·rices qui le donnent, pas un nom. Choisis-en un autre, par exemple <code>/nom Camille</code>.

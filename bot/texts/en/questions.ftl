# Questions about a declaration: asked kindly, answered by its author, seen together.

question-asked = Passed on, { $asker }: I am asking { $name } in private. The answer will arrive in the group, beside your question.
question-told =
    { $name }, { $asker } has a question about your week { $week } ({ $week-dates }){ $claim }:
    “{ $words }”
    Type <code>/answer</code> and your words, or press a button. The team will see the question and your answer together.
question-claim = , { $claim } declared
button-question-keep = I keep it
button-question-correct = I correct it
question-correct =
    { $open ->
        [yes] All right: just type the right amount, for example <code>45</code>.
       *[no] All right: type the week and the right amount, for example <code>/week { $week } 45</code>.
    } Then <code>/answer</code> and a word to the team.
question-thanks = Thank you, { $name }! Your answer is in the group, beside the question.
question-shown =
    { $asker } to { $name }, about week { $week } ({ $week-dates }){ $claim }:
    “{ $words }”
    { $answer }
question-kept = { $name } keeps the declaration.
question-said = { $name } answers: “{ $answer }”

questions-waiting =
    { $count ->
        [one] Question waiting for an answer:
       *[other] Questions waiting for an answer:
    }
    { $questions }
question-waiting-row = • { $asker } to { $name }: “{ $words }”

refusal-usage-question = Type a name, then your question: <code>/question Aïcha what did you do at the café?</code>
refusal-usage-answer = Type <code>/answer</code>, then your answer: <code>/answer two more shifts on Saturday</code>.
refusal-question-whom =
    { $count ->
        [0] There is nobody to ask yet.
       *[other] Begin with a name, then your question. In the team there are { $names }.
    }
refusal-question-which = Several names begin like this: { $names }. Type the whole name, then your question.
refusal-question-left = { $name } is no longer in the team and cannot be asked here any more.
refusal-question-yourself = That is your own declaration: /week corrects it, /me shows it.
refusal-question-nothing = { $name } has not declared anything yet: there is nothing to ask about for now.
refusal-question-unreachable = I cannot write to { $name }, who has to send me /start in private first.
refusal-question-many = You already have { $most } questions waiting. Let us leave some time to answer them first.
refusal-question-crowd = { $name } already has { $most } questions to read. Let us leave some time to answer them first.
refusal-question-too-long = That is too long to read on a phone: at most { $most } characters.
refusal-question-none = Nobody is waiting for an answer from you.
refusal-question-answered = You have already answered this question: the team has seen your answer.

command-question = Ask about a declaration

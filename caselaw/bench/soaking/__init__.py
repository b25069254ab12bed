"""An hour of work on a site whose parts are killed in turn, judged answer by answer: `caselaw bench soak`."""

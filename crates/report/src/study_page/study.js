// Shows the scenario and the Chinese answer chosen; without it everything is shown.
document.documentElement.classList.add("js");

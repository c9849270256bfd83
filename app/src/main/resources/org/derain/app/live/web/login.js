// Gives the token once; a cookie that scripts cannot read follows from it.
document.getElementById('login').addEventListener('submit', async event => {
  event.preventDefault();
  const trouble = document.getElementById('trouble');
  trouble.hidden = true;
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({token: document.getElementById('token').value}),
    });
    if (answer.ok) {
      location.replace('/');
      return;
    }
    trouble.textContent = (await answer.json()).error;
  } catch (failure) {
    trouble.textContent = 'No answer: ' + failure.message;
  }
  trouble.hidden = false;
});

@echo off
rem The command "quickplan": works in cmd and PowerShell. With Node it prints its answers; without, the app itself takes
rem the command and cannot print. Windows' programs get the arguments as they are, in any alphabet.
setlocal DisableDelayedExpansion
set "client=%~dp0resources\app.asar.unpacked\out\main\quickplan.mjs"
node.exe --version >nul 2>nul
if errorlevel 1 goto app
node.exe "%client%" %*
exit /b %errorlevel%
:app
"%~dp0Quickplan.exe" %*
exit /b %errorlevel%
